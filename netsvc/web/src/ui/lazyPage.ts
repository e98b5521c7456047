import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import { patiently } from './patiently';

type Page<Props> = ComponentType<Props>;

/** A page that is loaded when somebody goes to it. */
export function lazyPage<Props>(
  load: () => Promise<Page<Props>>,
): LazyExoticComponent<Page<Props>> {
  return lazy(async () => ({ default: await patiently(load) }));
}
