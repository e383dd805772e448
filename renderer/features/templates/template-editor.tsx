import { ActionIcon, Button, Checkbox, FileButton, Menu, Select, Skeleton, TextInput } from '@mantine/core';
import {
  IconAlertCircle,
  IconArrowLeft,
  IconCheck,
  IconChevronDown,
  IconFileExport,
  IconFileImport,
  IconPlus,
} from '@tabler/icons-react';
import { memo, useCallback, useEffect, useMemo, useState } from 'react';
import type { TemplateProblem, TemplateShape, TemplateVersion } from '../../../preload/contract/templates.ts';
import type { OutputOf } from '../../../preload/contract/types.ts';
import { useCommand, useJob, useProcedure } from '../../api/hooks.ts';
import { createStore } from '../../api/store.ts';
import { Confirm } from '../../components/confirm.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useSaveFile } from '../../components/save-file.ts';
import { StateBadge } from '../../components/state-badge.tsx';
import { useKeys } from '../../components/use-keys.ts';
import { useUndoLast } from '../../components/use-undo.ts';
import { vi } from '../../i18n/vi.ts';
import { href, navigate } from '../../route.ts';
import { ArticleCard } from './article-card.tsx';
import type { ChipLabels } from './chips.ts';
import { CompareView } from './compare-view.tsx';
import { keyOf, newArticle, type Path } from './draft.ts';
import { type ActiveText, changeAndFocus, EditorPartsProvider, ProblemsProvider } from './editor-context.ts';
import { FieldPicker } from './field-picker.tsx';
import { ItemList } from './item.tsx';
import { FootParts, HeadParts } from './part-cards.tsx';
import { PreviewPane } from './preview-pane.tsx';
import { TextBar } from './text-bar.tsx';
import { useDraft, useStoredTemplate } from './use-draft.ts';
import { useImport } from './use-import.ts';
import { versionName } from './version.ts';
import './templates.css';

const texts = vi.templates;

type Template = OutputOf<'templates.get'>;

const open = (id: string) => navigate('settings', { section: 'templates', id });

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
  const editable = template.status === 'draft';
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
                ) : (
                  <p className="ct-dim">{texts.frozen}</p>
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

interface HeaderProps {
  readonly template: Template;
  readonly shape: TemplateShape;
  readonly versions: readonly TemplateVersion[];
  readonly problems: number;
  readonly onCompare: () => void;
  readonly beforePublish: () => Promise<void>;
}

/** Which version it is, and what can be done with it as a whole. */
const Header = memo(function Header(props: HeaderProps) {
  const { template, shape, versions, problems, onCompare, beforePublish } = props;
  const { id, version, status, usedBy, otherDrafts } = template;
  const [asking, setAsking] = useState<'publish' | 'discard' | null>(null);
  const edit = useCommand('templates.edit');
  const discard = useCommand('templates.discard');
  const takeOver = useCommand('templates.takeOver');
  const undo = useUndoLast();
  const exportFile = useJob('templates.export');
  const importFile = useImport();
  const save = useSaveFile();
  const draft = versions.find((each) => each.status === 'draft');
  const published = versions.filter((each) => each.status === 'published');
  const newest = published[0]?.id === id;
  return (
    <>
      <PageHeader
        title={shape.name}
        note={
          <div className="template-version">
            <Select
              aria-label={texts.versions}
              data={versions.map((each) => ({ value: each.id, label: versionName(each) }))}
              value={id}
              onChange={(next) => next && open(next)}
            />
            {status === 'draft' ? (
              <StateBadge tone="warn" text={texts.draft} />
            ) : (
              <StateBadge tone={usedBy > 0 ? 'good' : 'plain'} text={texts.inUse(usedBy)} />
            )}
          </div>
        }
        before={
          <ActionIcon
            component="a"
            href={href('settings', { section: 'templates' })}
            size={32}
            aria-label={vi.common.back}
            title={vi.common.back}
          >
            <IconArrowLeft size={18} />
          </ActionIcon>
        }
      >
        <Button variant="default" disabled={versions.length < 2} onClick={onCompare}>
          {texts.compare}
        </Button>
        <FileButton accept=".json" onChange={(file) => file && importFile(file)}>
          {({ onClick }) => (
            <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
              <Menu.Target>
                <Button variant="default" rightSection={<IconChevronDown size={14} />}>
                  {texts.file}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item
                  leftSection={<IconFileExport size={16} />}
                  onClick={async () => {
                    await beforePublish();
                    exportFile.mutate({ id }, { onSuccess: save, onError: notifyError });
                  }}
                >
                  {texts.export}
                </Menu.Item>
                <Menu.Item leftSection={<IconFileImport size={16} />} onClick={onClick}>
                  {texts.import}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          )}
        </FileButton>
        {status === 'draft' ? (
          <>
            <Button variant="subtle" color="red" onClick={() => setAsking('discard')}>
              {texts.discard}
            </Button>
            <Button
              leftSection={<IconCheck size={16} />}
              onClick={async () => {
                await beforePublish();
                setAsking('publish');
              }}
            >
              {texts.publish}
            </Button>
          </>
        ) : (
          <Button
            loading={edit.isPending}
            onClick={() =>
              draft
                ? open(draft.id)
                : edit.mutate({ id }, { onSuccess: (made) => open(made.id), onError: notifyError })
            }
          >
            {draft ? texts.openDraft : texts.edit}
          </Button>
        )}
      </PageHeader>
      {status === 'published' && newest && otherDrafts > 0 && (
        <div className="template-banner">
          <span>{texts.otherDrafts(otherDrafts)}</span>
          <Button
            size="compact-sm"
            variant="light"
            loading={takeOver.isPending}
            onClick={() =>
              takeOver.mutate(
                { id },
                {
                  onSuccess: ({ taken }) =>
                    notifyDone(texts.takenOver(taken), {
                      label: vi.common.undo,
                      run: () => undo('templates.takeOver'),
                    }),
                  onError: notifyError,
                },
              )
            }
          >
            {texts.takeOver}
          </Button>
        </div>
      )}
      {asking === 'publish' && (
        <PublishDialog template={template} problems={problems} onClose={() => setAsking(null)} />
      )}
      <Confirm
        opened={asking === 'discard'}
        title={texts.discardTitle(version)}
        act={texts.discard}
        dangerous
        busy={discard.isPending}
        onClose={() => setAsking(null)}
        onConfirm={() =>
          discard.mutate(
            { id },
            {
              onSuccess: () => {
                notifyDone(texts.discarded);
                const next = published[0];
                if (next) open(next.id);
                else navigate('settings', { section: 'templates' });
              },
              onError: notifyError,
              onSettled: () => setAsking(null),
            },
          )
        }
      >
        {texts.discardText}
      </Confirm>
    </>
  );
});

/** The question before a wording comes into use, with what the drafts of papers shall do. */
function PublishDialog(props: {
  readonly template: Template;
  readonly problems: number;
  readonly onClose: () => void;
}) {
  const { template, problems, onClose } = props;
  const { id, version, otherDrafts } = template;
  const publish = useCommand('templates.publish');
  const takeOver = useCommand('templates.takeOver');
  const [note, setNote] = useState('');
  const [withDrafts, setWithDrafts] = useState(true);
  const confirm = async () => {
    try {
      await publish.mutateAsync({ id, note });
      if (withDrafts && otherDrafts > 0) await takeOver.mutateAsync({ id });
      notifyDone(texts.publishDone(version));
    } catch (error) {
      if (error instanceof Error) notifyError(error);
    }
    onClose();
  };
  return (
    <Confirm
      opened
      title={texts.publishTitle(version)}
      act={texts.publish}
      disabled={problems > 0}
      busy={publish.isPending || takeOver.isPending}
      onClose={onClose}
      onConfirm={confirm}
    >
      {problems > 0 ? (
        <p className="template-problem">{texts.publishBlocked(problems)}</p>
      ) : (
        <div className="template-publish">
          <p>{texts.publishText}</p>
          {otherDrafts > 0 && (
            <Checkbox
              label={texts.publishTakeOver(otherDrafts)}
              checked={withDrafts}
              onChange={(event) => setWithDrafts(event.currentTarget.checked)}
            />
          )}
          <TextInput
            label={texts.publishNote}
            placeholder={texts.publishNoteHint}
            maxLength={300}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        </div>
      )}
    </Confirm>
  );
}
