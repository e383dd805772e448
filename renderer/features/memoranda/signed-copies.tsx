import { Button } from '@mantine/core';
import { IconEye, IconPlus, IconWritingSign } from '@tabler/icons-react';
import { useState } from 'react';
import { useCan } from '../../api/session.ts';
import { Can } from '../../components/rights.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { formatInstant } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import { AttachForm } from './attach-form.tsx';
import type { Detail, Viewed } from './memorandum-detail.tsx';
import { SignForm } from './sign-form.tsx';
import { SignatureList } from './signature-list.tsx';
import './signed-copies.css';

interface SignedCopiesProps {
  readonly memorandum: Detail;
  readonly editable: boolean;
  readonly onView: (file: Viewed) => void;
}

/** The signed copies as they came; a new one is added beside them, none is replaced. */
export function SignedCopies({ memorandum, editable, onView }: SignedCopiesProps) {
  const texts = vi.memoranda.copiesSigned;
  const [adding, setAdding] = useState(false);
  const [signing, setSigning] = useState(false);
  const { copiesSigned } = memorandum;
  const canAttach = useCan('memoranda.attach') && editable;
  const open = canAttach && !signing && (adding || copiesSigned.length === 0);
  return (
    <section className="form-section signed-copies" aria-label={texts.title}>
      <header>
        <h3>{texts.title}</h3>
        {editable && (
          <div>
            {canAttach && !open && (
              <Button
                size="compact-sm"
                variant="subtle"
                leftSection={<IconPlus size={14} />}
                onClick={() => {
                  setSigning(false);
                  setAdding(true);
                }}
              >
                {texts.add}
              </Button>
            )}
            {!signing && (
              <Can do="signatures.sign">
                <Button
                  size="compact-sm"
                  variant="subtle"
                  leftSection={<IconWritingSign size={14} />}
                  onClick={() => setSigning(true)}
                >
                  {vi.memoranda.signing.start}
                </Button>
              </Can>
            )}
          </div>
        )}
      </header>
      {copiesSigned.length > 0 && (
        <ul>
          {copiesSigned.map(({ copy, version, kind, file, pages, complete, note, sha256, addedAt }) => (
            <li key={copy}>
              <div className="signed-copy">
                <div>
                  <strong>{texts.copy(copy)}</strong> · {texts.kinds[kind]} · {texts.pages(pages)}
                  {version !== memorandum.version && <> · {texts.version(version)}</>}{' '}
                  <StateBadge tone={complete ? 'good' : 'warn'} text={completeness(kind, complete)} />
                </div>
                <div className="ct-dim ct-small">
                  {formatInstant(addedAt)} ·{' '}
                  <code title={sha256}>{texts.hash(`${sha256.slice(0, 12)}…`)}</code>
                </div>
                {note && <div className="ct-small">{note}</div>}
                {/* A scan is a picture; a file that was given may be signed by any program. */}
                {kind !== 'scan' && <SignatureList fileId={file.fileId} />}
              </div>
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<IconEye size={14} />}
                aria-label={texts.open(copy)}
                onClick={() =>
                  onView({ fileId: file.fileId, title: `${texts.copy(copy)}, ${texts.kinds[kind]}` })
                }
              >
                {vi.common.view}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {signing && editable && (
        <SignForm memorandum={memorandum} onView={onView} onClose={() => setSigning(false)} />
      )}
      {open && (
        <AttachForm
          memorandumId={memorandum.id}
          onDone={() => setAdding(false)}
          onClose={copiesSigned.length > 0 ? () => setAdding(false) : null}
        />
      )}
    </section>
  );
}

/** A signed file always has all pages; what it may lack is a signature. */
function completeness(kind: Detail['copiesSigned'][number]['kind'], complete: boolean): string {
  const texts = vi.memoranda.copiesSigned;
  if (kind === 'signed_pdf') return complete ? texts.signedByAll : texts.signedBySome;
  return complete ? texts.complete : texts.incomplete;
}
