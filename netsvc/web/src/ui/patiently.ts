const TRIES = 3;
const BETWEEN = 1_500;
const RELOADED = 'netsvc.reloaded';
const NOT_AGAIN_WITHIN = 60_000;

/** A connection comes back; a service that was updated has other files, which its index names. */
export async function patiently<Module>(load: () => Promise<Module>): Promise<Module> {
  for (let tries = 1; ; tries++) {
    try {
      return await load();
    } catch (error) {
      if (tries < TRIES || !navigator.onLine) {
        await new Promise((go) => setTimeout(go, BETWEEN));
        continue;
      }
      const last = Number(sessionStorage.getItem(RELOADED) ?? 0);
      if (Date.now() - last < NOT_AGAIN_WITHIN) throw error;
      sessionStorage.setItem(RELOADED, Date.now().toString());
      location.reload();
      await new Promise(() => undefined);
    }
  }
}
