/** The department's own forms, filled with the figures of a period. */
export function DepartmentTab({ period }: { readonly period: string }) {
  return <div className="report-tab" data-period={period} />;
}
