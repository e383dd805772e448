/** The report in words. */
export function NarrativeTab({ period }: { readonly period: string }) {
  return <div className="report-tab" data-period={period} />;
}
