import { Button, Loader, Skeleton, Textarea } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Narrative, NarrativeParagraph } from '../../../preload/contract/reports.ts';
import type { OutputOf } from '../../../preload/contract/types.ts';
import type { ApiError } from '../../api/client.ts';
import { useClient, useCommand, useProcedure } from '../../api/hooks.ts';
import { DifferenceList } from '../../components/difference-list.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { PdfView } from '../../components/pdf-view.tsx';
import { Editable } from '../../components/rights.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { useAutosave } from '../../components/use-autosave.ts';
import { useUndoLast } from '../../components/use-undo.ts';
import { vi } from '../../i18n/vi.ts';

const texts = vi.reports.narrative;
type Section = Narrative['sections'][number];

/** The report in words: drafted from the figures, edited in place, the true paper beside it. */
export function NarrativeTab({ period }: { readonly period: string }) {
  const client = useClient();
  const narrative = useProcedure('narrative.get', { period });
  const paper = useQuery<OutputOf<'narrative.preview'>, ApiError>({
    // By what the report says: a change while the first paper is still being made must not be lost.
    queryKey: ['narrative.preview', { period, sections: narrative.data?.sections }],
    queryFn: () => client.run('narrative.preview', { period }),
    enabled: narrative.data !== undefined,
    gcTime: 0,
    placeholderData: (last) => last,
  });
  if (narrative.error) return <ErrorNotice error={narrative.error} onRetry={() => narrative.refetch()} />;
  return (
    <div className="report-narrative">
      <section className="report-narrative-parts" aria-label={texts.parts}>
        {narrative.data ? (
          <>
            <h2>{narrative.data.summary}</h2>
            {narrative.data.photos > 0 && <p className="ct-dim">{texts.withPhotos(narrative.data.photos)}</p>}
            {narrative.data.sections.map((section) => (
              <Part key={section.key} section={section} period={period} />
            ))}
          </>
        ) : (
          <Skeleton height={480} />
        )}
      </section>
      <div className="report-narrative-paper">
        {paper.data ? (
          <PdfView fileId={paper.data.fileId} />
        ) : (
          <div className="ct-start">
            {paper.error ? (
              <ErrorNotice error={paper.error} onRetry={() => paper.refetch()} />
            ) : (
              <Loader color="white" size="sm" aria-label={vi.pdf.loading} />
            )}
          </div>
        )}
      </div>
    </div>
  );
}

function Part({ section, period }: { readonly section: Section; readonly period: string }) {
  const { title, paragraphs } = section;
  return (
    <section>
      {title && <h3>{title}</h3>}
      {paragraphs.map((paragraph, index) => (
        <Paragraph
          key={paragraph.key}
          paragraph={paragraph}
          period={period}
          label={texts.paragraph(title ?? texts.head, index + 1)}
        />
      ))}
    </section>
  );
}

interface ParagraphProps {
  readonly paragraph: NarrativeParagraph;
  readonly period: string;
  readonly label: string;
}

/** One paragraph, in place: what is typed is kept, what the figures say stays one click away. */
function Paragraph({ paragraph: { key, draft, text, changes }, period, label }: ParagraphProps) {
  const client = useClient();
  const command = useCommand('narrative.save');
  const undo = useUndoLast();
  const [value, edit] = useAutosave(text ?? draft ?? '', async (typed) => {
    try {
      await client.call('narrative.save', { period, key, text: typed === (draft ?? '') ? null : typed });
    } catch (error) {
      if (error instanceof Error) notifyError(error);
      throw error;
    }
  });
  const reset = () =>
    command.mutate(
      { period, key, text: null },
      {
        onSuccess: () =>
          notifyDone(texts.resetDone, { label: vi.common.undo, run: () => undo('narrative.save') }),
        onError: notifyError,
      },
    );
  const keep = () => command.mutate({ period, key, text: value }, { onError: notifyError });
  const stale = changes.length > 0;
  return (
    <div className="report-paragraph" data-edited={text !== null || undefined}>
      <Editable do="narrative.save" silent>
        <Textarea
          autosize
          minRows={1}
          aria-label={label}
          placeholder={draft === null ? texts.openHint : texts.nothingHint}
          value={value}
          onChange={(event) => edit(event.currentTarget.value)}
          onBlur={() => value !== (text ?? draft ?? '') && edit(value, true)}
        />
        {text !== null && !stale && (
          <div className="report-paragraph-state">
            <StateBadge tone="accent" text={texts.edited} />
            <Button variant="subtle" color="gray" leftSection={<IconArrowBackUp size={16} />} onClick={reset}>
              {texts.reset}
            </Button>
          </div>
        )}
        {stale && (
          <div className="report-paragraph-stale" role="note">
            <p>{texts.stale}</p>
            <DifferenceList differences={changes} />
            <div className="report-paragraph-state">
              <Button variant="default" onClick={reset}>
                {texts.takeNew}
              </Button>
              <Button variant="default" onClick={keep}>
                {texts.keepMine}
              </Button>
            </div>
          </div>
        )}
      </Editable>
    </div>
  );
}
