/** The figures of a period as pictures, each with its table. */
export function ChartsTab({ period }: { readonly period: string }) {
  return <div className="report-tab" data-period={period} />;
}
