/**
 * A stand-in of only these members, checked against Electron's own types. Asking for any other member fails
 * the test, so that the fake can never be more generous than what was thought of.
 */
export const only = <T extends object>(what: string, members: Partial<T>): T =>
  new Proxy(members, {
    get(target, key) {
      if (key in target) return Reflect.get(target, key);
      // Promises and test reports look at every object for these.
      if (typeof key === 'symbol' || key === 'then' || key === 'toJSON') return undefined;
      throw new Error(`${what}.${key} is not part of the fake.`);
    },
  }) as T;

/** Keeps listeners by event and fires them; stands behind the `on` and `once` of a fake. */
export class Listeners {
  readonly #byEvent = new Map<string, ((...given: unknown[]) => unknown)[]>();

  add(event: string, listener: (...given: never[]) => unknown): void {
    this.#byEvent.set(event, [...(this.#byEvent.get(event) ?? []), listener as never]);
  }

  fire(event: string, ...given: readonly unknown[]): void {
    for (const listener of this.#byEvent.get(event) ?? []) listener(...given);
  }

  names(): string[] {
    return [...this.#byEvent.keys()].sort();
  }
}

/** An event that remembers whether it was stopped. */
export function stoppable(url = ''): { url: string; stopped: boolean; preventDefault(): void } {
  return {
    url,
    stopped: false,
    preventDefault() {
      this.stopped = true;
    },
  };
}
