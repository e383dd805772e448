import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconPlus } from '@tabler/icons-react';
import { memo } from 'react';
import type { Article, ClauseKind } from '../../../preload/contract/template-content.ts';
import { keyOf } from '../../components/item-keys.ts';
import { vi } from '../../i18n/vi.ts';
import { AddButton, ClauseCard } from './clause-card.tsx';
import { clauseNumbers, copyOfArticle, newClause, type Path } from './draft.ts';
import { changeAndFocus, focusText, useEditorParts } from './editor-context.ts';
import { ItemList, ItemMenu, ProblemMark } from './item.tsx';
import { RichTextField } from './rich-text.tsx';
import { When } from './when.tsx';

const texts = vi.templates;

interface ArticleCardProps {
  readonly article: Article;
  readonly index: number;
  readonly count: number;
  readonly articleWord: string | null;
  readonly folded: boolean;
  readonly onFold: (key: string) => void;
}

/** One article: its number comes by itself, its clauses stand inside. */
export const ArticleCard = memo(function ArticleCard(props: ArticleCardProps) {
  const { article, index, count, articleWord, folded, onFold } = props;
  const { change, content, editable, shape } = useEditorParts();
  const path: Path = `articles.${index}`;
  const list = `${path}.clauses`;
  const name = texts.article(articleWord, index + 1);
  const numbers = clauseNumbers(articleWord, article.clauses);
  const itemName = (place: number) =>
    articleWord === null ? texts.unnumbered(place + 1) : texts.clause(place + 1);
  const add = (kind: ClauseKind, at: number) => {
    changeAndFocus(
      () => change({ type: 'insert', path: list, index: at, value: newClause(kind) }),
      kind === 'details' ? `${list}.${at}.rows.0.label` : `${list}.${at}.text`,
    );
  };
  const [usual, ...others] =
    articleWord === null
      ? (['paragraph', ...shape.clauses.filter((kind) => kind !== 'paragraph' && kind !== 'clause')] as const)
      : (['clause', ...shape.clauses.filter((kind) => kind !== 'clause')] as const);
  const Chevron = folded ? IconChevronRight : IconChevronDown;
  return (
    <section className="article" aria-label={name}>
      <header>
        <ActionIcon
          aria-label={folded ? texts.unfold(name) : texts.fold(name)}
          aria-expanded={!folded}
          onClick={() => onFold(keyOf(article))}
        >
          <Chevron size={16} />
        </ActionIcon>
        <span className="article-number">{articleWord === null ? name : `${name}.`}</span>
        <RichTextField
          path={`${path}.heading`}
          value={article.heading}
          label={texts.headingOf(name)}
          hint={articleWord === null ? texts.sectionHint : texts.headingHint}
          look="heading"
          onEnter={() => focusText(`${list}.0.text`)}
        />
        <When path={path} when={article.when} name={name} />
        <ItemMenu
          list="articles"
          index={index}
          count={count}
          item={article}
          name={name}
          copy={() => copyOfArticle(content(), article)}
        />
      </header>
      <ProblemMark path={path} deep={folded} />
      {!folded && (
        <div className="article-body">
          <ItemList
            path={list}
            label={name}
            items={article.clauses}
            nameOf={(place) => `${itemName(place)}, ${name}`}
          >
            {(clause, place) => (
              <ClauseCard
                clause={clause}
                path={`${list}.${place}`}
                index={place}
                count={article.clauses.length}
                number={numbers[place] ?? null}
                name={`${itemName(place)}, ${name}`}
                onEnter={() => add(usual, place + 1)}
              />
            )}
          </ItemList>
          {editable && (
            <div className="article-add">
              <AddButton
                text={usual === 'clause' ? texts.addClause : texts.addParagraph}
                of={name}
                onClick={() => add(usual, article.clauses.length)}
              />
              <Menu position="bottom-start" transitionProps={{ duration: 0 }}>
                <Menu.Target>
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    color="gray"
                    leftSection={<IconPlus size={14} />}
                    aria-label={`${texts.addOther}, ${name}`}
                  >
                    {texts.addOther}
                  </Button>
                </Menu.Target>
                <Menu.Dropdown>
                  {others.map((kind) => (
                    <Menu.Item key={kind} onClick={() => add(kind, article.clauses.length)}>
                      {texts.clauses[kind]}
                    </Menu.Item>
                  ))}
                </Menu.Dropdown>
              </Menu>
            </div>
          )}
        </div>
      )}
    </section>
  );
});
