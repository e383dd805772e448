import { Loader, Select } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { memo, useMemo, useState } from 'react';
import { level as levelSchema } from '../../../preload/contract/schools.ts';
import type { TemplateContent } from '../../../preload/contract/template-content.ts';
import { ApiError } from '../../api/client.ts';
import { useProcedure } from '../../api/hooks.ts';
import { PdfView } from '../../components/pdf-view.tsx';
import { vi } from '../../i18n/vi.ts';
import { type PreviewFacts, usePreview } from './use-preview.ts';

const texts = vi.templates.preview;
const LEVEL = 'level:';
const levels = levelSchema.options;

/** The true paper beside the wording, with the facts that the person chooses. */
export function PreviewPane({ content }: { readonly content: TemplateContent }) {
  const { kind } = content;
  const [chosen, setChosen] = useState<string>(kind === 'memorandum' ? `${LEVEL}tieu_hoc` : '');
  const facts = useMemo((): PreviewFacts => {
    const level = levels.find((each) => `${LEVEL}${each}` === chosen);
    return level ? { level } : chosen ? { memorandumId: chosen } : {};
  }, [chosen]);
  const { fileId, busy, error } = usePreview(content, facts);
  // Typing changes the wording many times before the paper.
  const paper = useMemo(() => fileId && <PdfView fileId={fileId} />, [fileId]);
  return (
    <div className="template-preview">
      <div className="template-preview-bar">
        <FactsChoice kind={kind} value={chosen} onChange={setChosen} />
        <span className="template-preview-state" role="status">
          {busy && (
            <>
              <Loader size={14} /> {texts.updating}
            </>
          )}
        </span>
      </div>
      {error && fileId && (
        <p className="template-preview-stale" role="status">
          <IconAlertTriangle size={16} aria-hidden />
          <span>
            {texts.stale} {reasonOf(error)}
          </span>
        </p>
      )}
      {paper || <p className="template-preview-none">{error ? `${texts.none} ${reasonOf(error)}` : ''}</p>}
    </div>
  );
}

/** The place alone where the backend names one; that the template is not valid yet is said beside. */
const reasonOf = (error: Error): string =>
  error instanceof ApiError && typeof error.details.reason === 'string'
    ? error.details.reason
    : error.message;

interface FactsChoiceProps {
  readonly kind: TemplateContent['kind'];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const FactsChoice = memo(function FactsChoice({ kind, value, onChange }: FactsChoiceProps) {
  const wording = kind === 'memorandum' ? 'school' : kind === 'unit_memorandum' ? 'unit' : null;
  const memoranda = useProcedure('memoranda.list', {}, { enabled: wording !== null }).data?.memoranda ?? [];
  if (wording === null) return <span className="ct-dim">{texts.example}</span>;
  const examples =
    wording === 'school'
      ? levels.map((level) => ({
          value: `${LEVEL}${level}`,
          label: texts.exampleOf(vi.levelsLong[level].toLocaleLowerCase('vi')),
        }))
      : [{ value: '', label: texts.example }];
  const own = memoranda
    .filter((memorandum) => memorandum.kind === wording && memorandum.state !== 'cancelled')
    .map(({ id, supporting, partner }) => ({
      value: id,
      label: vi.common.pairName(supporting.name, partner.name),
    }));
  return (
    <Select
      aria-label={texts.with}
      searchable
      data={[
        { group: texts.example, items: examples },
        ...(own.length > 0 ? [{ group: texts.memoranda, items: own }] : []),
      ]}
      value={value}
      onChange={(next) => onChange(next ?? '')}
    />
  );
});
