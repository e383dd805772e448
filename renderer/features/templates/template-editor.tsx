import { Button, Skeleton } from '@mantine/core';
import { IconAlertCircle, IconPlus } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { TemplateProblem, TemplateShape } from '../../../preload/contract/templates.ts';
import type { OutputOf } from '../../../preload/contract/types.ts';
import { useProcedure } from '../../api/hooks.ts';
import { useCan } from '../../api/session.ts';
import { createStore } from '../../api/store.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { keyOf } from '../../components/item-keys.ts';
import { ReadOnlyNote } from '../../components/rights.tsx';
import { useKeys } from '../../components/use-keys.ts';
import { vi } from '../../i18n/vi.ts';
import { ArticleCard } from './article-card.tsx';
import type { ChipLabels } from './chips.ts';
import { CompareView } from './compare-view.tsx';
import { newArticle, type Path } from './draft.ts';
import { type ActiveText, changeAndFocus, EditorPartsProvider, ProblemsProvider } from './editor-context.ts';
import { FieldPicker } from './field-picker.tsx';
import { ItemList } from './item.tsx';
import { FootParts, HeadParts } from './part-cards.tsx';
import { PreviewPane } from './preview-pane.tsx';
import { Header } from './template-header.tsx';
import { TextBar } from './text-bar.tsx';
import { useDraft, useStoredTemplate } from './use-draft.ts';
import './templates.css';

const texts = vi.templates;

type Template = OutputOf<'templates.get'>;

/** One template: its blocks on the left, the paper exactly as it would be printed on the right. */
export function TemplateEditor({ id }: { readonly id: string }) {
  const template = useStoredTemplate(id);
  const shown = template.data;
  const shape = useProcedure(
    'templates.shape',
    { kind: shown?.kind ?? 'memorandum' },
    { enabled: shown !== undefined },
  );
  if (template.error && !shown) {
    return (
      <div className="ct-start">
        <ErrorNotice error={template.error} onRetry={() => template.refetch()} />
      </div>
    );
  }
  return shown && shape.data ? (
    <Editor key={`${shown.id} ${shown.status}`} template={shown} shape={shape.data} />
  ) : (
    <Skeleton height={320} m="md" />
  );
}

function Editor({ template, shape }: { readonly template: Template; readonly shape: TemplateShape }) {
  const canEdit = useCan('templates.save');
  const editable = canEdit && template.status === 'draft';
  const draft = useDraft(template);
  const { content, change, current, problems } = draft;
  const all = useProcedure('templates.list', {}).data?.templates;
  const versions = useMemo(
    () => (all ?? []).filter(({ kind }) => kind === template.kind),
    [all, template.kind],
  );
  const [comparing, setComparing] = useState(false);
  const [choosing, setChoosing] = useState<ActiveText | null>(null);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());

  const active = useMemo(() => createStore<ActiveText | null>(null), []);
  const labelsOf = useCallback(
    (): ChipLabels => ({
      field: (name) => shape.fields.find((field) => field.name === name)?.label ?? null,
      article: (id) => {
        const { articles, articleWord } = current();
        const index = articles.findIndex((article) => article.id === id);
        return index < 0 || articleWord === null ? null : `${articleWord} ${index + 1}`;
      },
    }),
    [shape, current],
  );
  const labels = useMemo(() => createStore(labelsOf()), [labelsOf]);
  const order = content.articles.map(({ id }) => id).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: chips say the numbers of articles in their present order
  useEffect(() => labels.set(labelsOf()), [labels, labelsOf, order]);

  const parts = useMemo(
    () => ({ shape, editable, change, content: current, labels, active, chooseField: setChoosing }),
    [shape, editable, change, current, labels, active],
  );
  const onFold = useCallback(
    (key: string) =>
      setFolded((old) => {
        const next = new Set(old);
        if (!next.delete(key)) next.add(key);
        return next;
      }),
    [],
  );
  const onCompare = useCallback(() => setComparing(true), []);
  const allFolded = content.articles.length > 0 && content.articles.every((each) => folded.has(keyOf(each)));

  useKeys({
    ...(comparing ? { escape: () => setComparing(false) } : {}),
    ...(editable
      ? {
          'ctrl+z': () => change({ type: 'undo' }),
          'ctrl+y': () => change({ type: 'redo' }),
          'ctrl+s': () => void draft.save(),
        }
      : {}),
  });

  const { articles, articleWord } = content;
  const showPlace = (path: Path) => changeAndFocus(() => setFolded(new Set()), path);
  const addArticle = () => {
    changeAndFocus(
      () => change({ type: 'insert', path: 'articles', index: articles.length, value: newArticle(content) }),
      `articles.${articles.length}.heading`,
    );
  };

  return (
    <EditorPartsProvider value={parts}>
      <div className="ct-screen template-screen">
        <Header
          template={template}
          shape={shape}
          versions={versions}
          problems={problems.length}
          onCompare={onCompare}
          beforePublish={draft.save}
        />
        {comparing ? (
          <CompareView versions={versions} id={template.id} onClose={() => setComparing(false)} />
        ) : (
          <div className="template">
            <div className="template-blocks">
              <TextBar
                draft={draft}
                allFolded={allFolded}
                onFoldAll={() => setFolded(allFolded ? new Set() : new Set(articles.map(keyOf)))}
              />
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the list scrolls, so the keyboard must reach it */}
              <section className="template-cards" tabIndex={0} aria-label={texts.blocks}>
                {editable ? (
                  <ProblemList problems={problems} onShow={showPlace} />
                ) : canEdit ? (
                  <p className="ct-dim">{texts.frozen}</p>
                ) : (
                  <ReadOnlyNote do="templates.save" />
                )}
                <ProblemsProvider value={problems}>
                  <HeadParts content={content} />
                  <h2 className="template-articles">
                    {articleWord === null ? texts.sections : texts.articles}
                  </h2>
                  <ItemList
                    path="articles"
                    label={articleWord === null ? texts.sections : texts.articles}
                    items={articles}
                    nameOf={(index) => texts.article(articleWord, index + 1)}
                  >
                    {(article, index) => (
                      <ArticleCard
                        article={article}
                        index={index}
                        count={articles.length}
                        articleWord={articleWord}
                        folded={folded.has(keyOf(article))}
                        onFold={onFold}
                      />
                    )}
                  </ItemList>
                  {editable && (
                    <Button
                      className="template-add-article"
                      variant="default"
                      leftSection={<IconPlus size={16} />}
                      onClick={addArticle}
                    >
                      {articleWord === null ? texts.addSection : texts.addArticle}
                    </Button>
                  )}
                  <FootParts content={content} />
                </ProblemsProvider>
              </section>
            </div>
            <PreviewPane content={content} />
          </div>
        )}
        {choosing && <FieldPicker text={choosing} onClose={() => setChoosing(null)} />}
      </div>
    </EditorPartsProvider>
  );
}

/** Everything that stands between the draft and its use, each with the way to its place. */
function ProblemList(props: {
  readonly problems: readonly TemplateProblem[];
  readonly onShow: (path: Path) => void;
}) {
  const { problems, onShow } = props;
  if (problems.length === 0) return null;
  return (
    <details className="template-problems" open={problems.length < 4}>
      <summary>
        <IconAlertCircle size={16} aria-hidden /> {texts.problems(problems.length)}
      </summary>
      <ul>
        {problems.map(({ path, message }) => (
          <li key={`${path.join('.')} ${message}`}>
            <button type="button" className="template-problem-link" onClick={() => onShow(path.join('.'))}>
              {message}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
