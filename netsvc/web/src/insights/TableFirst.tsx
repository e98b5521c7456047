import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';

export const NARROW = '(max-width: 620px)';

type Props = { className: string; picture: ReactNode; table: ReactNode };

/**
 * A picture and the table that says the same. On a narrow screen the table is first, and so it is
 * for the Tab key and for who listens: a style sheet alone would only move it for the eye.
 */
export function TableFirst({ className, picture, table }: Props) {
  const narrow = useMediaQuery(NARROW, false, { getInitialValueInEffect: false });
  const parts = [
    <div key="picture">{picture}</div>,
    // with keys, so that turning the telephone moves them and makes neither anew
    <div key="table" className="as-table">
      {table}
    </div>,
  ];
  return <div className={className}>{narrow ? parts.reverse() : parts}</div>;
}
