import { Button } from '@mantine/core';
import type { OutputOf } from '../../../preload/contract/types.ts';
import { formatBytes, formatInstant } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import './backups.css';

const texts = vi.backups;

type Backup = OutputOf<'backups.list'>['backups'][number];

interface BackupTableProps {
  readonly backups: readonly Backup[];
  readonly onLook: (backup: Backup) => void;
}

/** The backups at hand, the newest first. */
export function BackupTable({ backups, onLook }: BackupTableProps) {
  return (
    <table className="ct-plain-table backup-table">
      <thead>
        <tr>
          <th scope="col">{texts.columns.at}</th>
          <th scope="col">{texts.columns.place}</th>
          <th scope="col" className="ct-number">
            {texts.columns.size}
          </th>
          <th scope="col" className="ct-number">
            {texts.columns.act}
          </th>
        </tr>
      </thead>
      <tbody>
        {backups.map((backup) => {
          const at = formatInstant(backup.createdAt);
          return (
            <tr key={`${backup.place} ${backup.name}`}>
              <td title={backup.name}>
                {at}
                {backup.locked && <span className="backup-mark">{texts.withPassword}</span>}
                {backup.kind === 'upgrade' && <span className="backup-mark">{texts.upgrade}</span>}
              </td>
              <td>{texts.places[backup.place]}</td>
              <td className="ct-number">{formatBytes(backup.byteSize)}</td>
              <td className="ct-number">
                <Button
                  size="compact-sm"
                  variant="subtle"
                  aria-label={texts.lookAt(at)}
                  onClick={() => onLook(backup)}
                >
                  {texts.look}
                </Button>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
