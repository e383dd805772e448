import { Button, Group, Loader, Modal } from '@mantine/core';
import type { BackupSource } from '../../../preload/contract/backups.ts';
import type { OutputOf } from '../../../preload/contract/types.ts';
import { useCommand, useProcedure } from '../../api/hooks.ts';
import { BeginAnew } from '../../components/begin-anew.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { ToneSign } from '../../components/state-badge.tsx';
import { formatCount } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import { ProblemList } from './problem-list.tsx';
import './backups.css';

const texts = vi.backups;

interface RestoreDialogProps {
  readonly source: BackupSource;
  /** Whether there are data that it would replace. */
  readonly replaces: boolean;
  readonly onClose: () => void;
}

/** A look into a backup before it takes the place of the data. */
export function RestoreDialog({ source, replaces, onClose }: RestoreDialogProps) {
  const seen = useProcedure('backups.inspect', { source });
  const restore = useCommand('backups.restore');
  if (restore.data) {
    return (
      <BeginAnew title={texts.done} act={texts.go}>
        {restore.data.keptAs && <p>{texts.keptAs(restore.data.keptAs)}</p>}
      </BeginAnew>
    );
  }
  const isWhole = seen.data?.problems.length === 0;
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={seen.data ? texts.title(seen.data.createdAt) : vi.settings.sections.backups}
    >
      <div className="backup-look" role="status">
        {seen.isPending && (
          <span className="backup-verdict">
            <Loader size={16} /> {texts.looking}
          </span>
        )}
        {seen.data && <Contents seen={seen.data} />}
      </div>
      {seen.error && <ErrorNotice error={seen.error} />}
      {isWhole && <p>{replaces ? texts.consequence : texts.consequenceDamaged}</p>}
      {restore.error && <ErrorNotice error={restore.error} />}
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button variant="default" onClick={onClose}>
          {vi.common.cancel}
        </Button>
        <Button disabled={!isWhole} loading={restore.isPending} onClick={() => restore.mutate({ source })}>
          {texts.restore}
        </Button>
      </Group>
    </Modal>
  );
}

function Contents({ seen }: { readonly seen: OutputOf<'backups.inspect'> }) {
  const hasNow = seen.figures.some(({ now }) => now !== null);
  return (
    <>
      {seen.problems.length === 0 ? (
        <p className="backup-verdict">
          <ToneSign tone="good" /> {texts.whole}
        </p>
      ) : (
        <ProblemList title={texts.broken(seen.problems.length)} problems={seen.problems} />
      )}
      {seen.rehearsal && <p>{texts.rehearsal}</p>}
      <table className="ct-plain-table">
        <thead>
          <tr>
            <th scope="col">{texts.figure}</th>
            <th scope="col" className="ct-number">
              {texts.inBackup}
            </th>
            {hasNow && (
              <th scope="col" className="ct-number">
                {texts.atPresent}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {seen.figures.map(({ what, inBackup, now }) => (
            <tr key={what}>
              <td>{texts.figures[what]}</td>
              <td className="ct-number">{formatCount(inBackup)}</td>
              {hasNow && <td className="ct-number">{now === null ? '' : formatCount(now)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
