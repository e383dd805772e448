import type { OutputOf } from '../../../preload/contract/types.ts';
import { BeginAnew } from '../../components/begin-anew.tsx';
import { formatCount } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';

const texts = vi.backups;

/** What was saved of damaged data, for the person to judge. */
export function SalvagedDialog({ salvaged }: { readonly salvaged: OutputOf<'backups.salvage'> }) {
  const { rows, torn, fromBackup, orphans, figures, report } = salvaged;
  return (
    <BeginAnew title={texts.salvaged} act={texts.salvagedGo}>
      <p>{texts.salvagedRows(rows)}</p>
      <p>{texts.salvagedTorn(torn)}</p>
      {fromBackup > 0 && <p>{texts.salvagedFromBackup(fromBackup)}</p>}
      {orphans > 0 && <p>{texts.salvagedOrphans(orphans)}</p>}
      <table className="ct-plain-table">
        <tbody>
          {figures.map(({ what, count }) => (
            <tr key={what}>
              <td>{texts.figures[what]}</td>
              <td className="ct-number">{formatCount(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{texts.salvagedCheck}</p>
      <p className="ct-dim ct-small">
        {texts.salvagedReport} <bdi className="backup-path">{report}</bdi>
      </p>
    </BeginAnew>
  );
}
