import type { Fault } from '../../preload/contract/errors.ts';
import { vi } from '../i18n/vi.ts';

/** What is wrong or was mended in a file, each with its cell. */
export function FaultTable({ label, faults }: { readonly label: string; readonly faults: readonly Fault[] }) {
  return (
    <table className="ct-plain-table" aria-label={label}>
      <colgroup>
        <col style={{ width: 96 }} />
        <col />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">{vi.faults.cell}</th>
          <th scope="col">{vi.faults.what}</th>
        </tr>
      </thead>
      <tbody>
        {faults.map((fault) => (
          <tr key={`${fault.cell} ${fault.row} ${fault.code} ${fault.message}`}>
            <td>{fault.cell ?? (fault.row === null ? vi.faults.file : vi.faults.row(fault.row))}</td>
            <td>{fault.message}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
