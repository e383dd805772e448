type Table<Row> = Readonly<Record<string, Row>>;

/**
 * Tables by the first word of a procedure's name, each loaded with the first call to it and kept. The answer is the
 * whole table of that domain; an empty one for a name of no domain.
 */
export function lazyDomains<Row>(
  domains: Readonly<Record<string, () => Promise<Table<Row>>>>,
): (name: string) => Promise<Table<Row>> {
  const loaded = new Map<string, Promise<Table<Row>>>();
  return async (name) => {
    const [domain = ''] = name.split('.');
    const load = Object.hasOwn(domains, domain) && domains[domain];
    if (!load) return {};
    const table = loaded.get(domain) ?? load();
    loaded.set(domain, table);
    return table;
  };
}
