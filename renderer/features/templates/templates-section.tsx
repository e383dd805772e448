import { Button, FileButton, Skeleton } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { templateKind } from '../../../preload/contract/templates.ts';
import { useProcedure } from '../../api/hooks.ts';
import { useCan } from '../../api/session.ts';
import { Confirm } from '../../components/confirm.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Can, ReadOnlyNote } from '../../components/rights.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { vi } from '../../i18n/vi.ts';
import { href, navigate, useRoute } from '../../route.ts';
import { useImport } from './use-import.ts';
import { versionName } from './version.ts';
import './templates.css';

const texts = vi.templates;

/** The wordings of the office, one line a kind of paper. */
export function Templates() {
  const list = useProcedure('templates.list', {});
  const { mutate: importFile } = useImport();
  const { params } = useRoute();
  if (list.error) return <ErrorNotice error={list.error} onRetry={() => list.refetch()} />;
  if (!list.data) return <Skeleton height={240} />;
  const { templates } = list.data;
  return (
    <>
      <div className="templates-head">
        <p className="ct-dim settings-hint">{texts.listHint}</p>
        <Can do="templates.import">
          <FileButton accept=".cttemplate" onChange={(file) => file && importFile(file)}>
            {(props) => (
              <Button {...props} variant="default" leftSection={<IconFileImport size={16} />}>
                {texts.importFile}
              </Button>
            )}
          </FileButton>
        </Can>
      </div>
      <div className="ct-card">
        <table className="ct-plain-table templates-table">
          <thead>
            <tr>
              <th scope="col">{texts.kind}</th>
              <th scope="col">{texts.versionInUse}</th>
              <th scope="col">{texts.usedBy}</th>
              <th scope="col">{texts.draft}</th>
            </tr>
          </thead>
          <tbody>
            {templateKind.options.map((kind) => {
              const versions = templates.filter((each) => each.kind === kind);
              const published = versions.find((each) => each.status === 'published');
              const draft = versions.find((each) => each.status === 'draft');
              const shown = published ?? draft;
              if (!shown) return null;
              const used = versions.reduce((sum, each) => sum + each.usedBy, 0);
              return (
                <tr key={kind}>
                  <td>
                    <a href={href('settings', { section: 'templates', id: shown.id })}>{texts.kinds[kind]}</a>
                  </td>
                  <td>{published ? versionName(published) : '–'}</td>
                  <td>{used > 0 ? texts.usedByCount(used) : texts.notUsed}</td>
                  <td>
                    {draft && (
                      <a
                        href={href('settings', { section: 'templates', id: draft.id })}
                        aria-label={`${texts.openDraft}: ${texts.kinds[kind]}`}
                      >
                        <StateBadge tone="warn" text={texts.draftVersion(draft.version)} />
                      </a>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {params.file && <HandedOver fileId={params.file} />}
    </>
  );
}

/** A double click on a file leads here with it in the address: nothing is taken in unasked. */
function HandedOver({ fileId }: { readonly fileId: string }) {
  const take = useImport();
  const can = useCan('templates.import');
  const close = () => navigate('settings', { section: 'templates' });
  return (
    <Confirm
      opened
      title={texts.handedOver}
      act={texts.takeIn}
      busy={take.isPending}
      disabled={!can}
      onConfirm={() => take.mutate(fileId, { onError: close })}
      onClose={close}
    >
      <p>{texts.handedOverText}</p>
      <ReadOnlyNote do="templates.import" />
    </Confirm>
  );
}
