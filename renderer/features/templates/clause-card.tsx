import { Button, Checkbox } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { pointLetter } from '../../../preload/contract/point-letters.ts';
import type { Clause, Point } from '../../../preload/contract/template-content.ts';
import { vi } from '../../i18n/vi.ts';
import { newChoice, type Path } from './draft.ts';
import { changeAndFocus, useEditorParts } from './editor-context.ts';
import { ItemList, ItemMenu, ProblemMark } from './item.tsx';
import { PlainText } from './plain-text.tsx';
import { RichTextField } from './rich-text.tsx';
import { When } from './when.tsx';

const texts = vi.templates;

type ClauseOf<K extends Clause['kind']> = Extract<Clause, { kind: K }>;

interface ClauseCardProps {
  readonly clause: Clause;
  readonly path: Path;
  readonly index: number;
  /** Clauses of the article. */
  readonly count: number;
  /** Null: the paper prints none. */
  readonly number: number | null;
  /** What the clause is called: "khoản 2". */
  readonly name: string;
  readonly onEnter: () => void;
}

/** One part of an article with its number, its condition and its own kind of content. */
export function ClauseCard(props: ClauseCardProps) {
  const { clause, path, index, count, number, name } = props;
  const list = path.slice(0, path.lastIndexOf('.'));
  const plain = clause.kind === 'clause' || clause.kind === 'paragraph';
  const addPoint = usePointAdder(path);
  return (
    <div className="clause" data-kind={clause.kind}>
      <div className="clause-row">
        {number !== null && <span className="clause-number">{number}.</span>}
        <div className="clause-main">
          {!plain && <div className="clause-kind">{texts.clauses[clause.kind]}</div>}
          {'text' in clause && (
            <RichTextField
              path={`${path}.text`}
              value={clause.text}
              label={plain ? name : `${texts.lead}, ${name}`}
              hint={
                clause.kind === 'clause'
                  ? texts.clauseHint
                  : clause.kind === 'paragraph'
                    ? texts.paragraphHint
                    : texts.leadHint
              }
              {...(plain ? { onEnter: props.onEnter } : {})}
            />
          )}
        </div>
        <When path={path} when={clause.when} name={name} />
        <ItemMenu
          list={list}
          index={index}
          count={count}
          item={clause}
          name={name}
          copy={() => structuredClone(clause)}
          {...(clause.kind === 'clause'
            ? { extra: { label: texts.addPoint, run: () => addPoint(clause.points?.length ?? 0) } }
            : {})}
        />
      </div>
      <ProblemMark path={path} />
      <div className="clause-inner">
        <Inner clause={clause} path={path} name={name} />
      </div>
    </div>
  );
}

interface InnerProps<C extends Clause = Clause> {
  readonly clause: C;
  readonly path: Path;
  readonly name: string;
}

function Inner({ clause, ...rest }: InnerProps) {
  switch (clause.kind) {
    case 'clause':
      return <Points clause={clause} {...rest} />;
    case 'paragraph':
      return null;
    case 'details':
      return <Rows clause={clause} {...rest} />;
    case 'contents':
      return <Choices clause={clause} {...rest} />;
    case 'attendees':
      return (
        <>
          <p className="ct-dim ct-small">
            {texts.who[clause.who]}. {texts.automatic.attendees}
          </p>
          <Columns clause={clause} {...rest} />
        </>
      );
    case 'proceedings':
      return <p className="ct-dim ct-small">{texts.automatic.proceedings}</p>;
    case 'commitments':
    case 'items':
    case 'agenda':
      return (
        <>
          <p className="ct-dim ct-small">{texts.automatic[clause.kind]}</p>
          <Columns clause={clause} {...rest} />
        </>
      );
  }
}

/** Adds a point to the clause at a path and gives it the focus. */
function usePointAdder(path: Path): (index: number) => void {
  const { change } = useEditorParts();
  const list = `${path}.points`;
  const value: Point = { text: [] };
  return (index) =>
    changeAndFocus(() => change({ type: 'insert', path: list, index, value }), `${list}.${index}.text`);
}

/** a), b), c) … below a clause. */
function Points({ clause, path, name }: InnerProps<ClauseOf<'clause'>>) {
  const { editable } = useEditorParts();
  const points = clause.points ?? [];
  const list = `${path}.points`;
  const add = usePointAdder(path);
  if (points.length === 0) return null;
  return (
    <>
      <ItemList
        path={list}
        label={`${name}: a, b, c`}
        items={points}
        nameOf={(index) => `${texts.point(pointLetter(index))}, ${name}`}
      >
        {(point, index) => {
          const own = `${texts.point(pointLetter(index))}, ${name}`;
          return (
            <div className="clause-row">
              <span className="clause-number">{pointLetter(index)})</span>
              <div className="clause-main">
                <RichTextField
                  path={`${list}.${index}.text`}
                  value={point.text}
                  label={own}
                  hint={texts.pointHint}
                  onEnter={() => add(index + 1)}
                />
              </div>
              <When path={`${list}.${index}`} when={point.when} name={own} />
              <ItemMenu
                list={list}
                index={index}
                count={points.length}
                item={point}
                name={own}
                copy={() => structuredClone(point)}
              />
            </div>
          );
        }}
      </ItemList>
      {editable && <AddButton text={texts.addPoint} of={name} onClick={() => add(points.length)} />}
    </>
  );
}

/** The contents that a memorandum offers to choose. */
function Choices({ clause, path, name }: InnerProps<ClauseOf<'contents'>>) {
  const { change, content, editable } = useEditorParts();
  const { choices } = clause;
  const list = `${path}.choices`;
  const add = (index: number) => {
    changeAndFocus(
      () => change({ type: 'insert', path: list, index, value: newChoice(content()) }),
      `${list}.${index}.text`,
    );
  };
  return (
    <>
      <p className="ct-dim ct-small">{texts.choicesHint}</p>
      <ItemList path={list} label={texts.choices} items={choices} nameOf={(index) => texts.choice(index + 1)}>
        {(choice, index) => (
          <div className="clause-row">
            <div className="clause-main">
              <PlainText
                path={`${list}.${index}.text`}
                value={choice.text}
                label={texts.choice(index + 1)}
                hint={texts.choiceHint}
                onEnter={() => add(index + 1)}
              />
            </div>
            <When path={`${list}.${index}`} when={choice.when} name={texts.choice(index + 1)} />
            <ItemMenu
              list={list}
              index={index}
              count={choices.length}
              item={choice}
              name={texts.choice(index + 1)}
              copyLabel={texts.variant}
              copy={() => structuredClone(choice)}
            />
            <ProblemMark path={`${list}.${index}`} />
          </div>
        )}
      </ItemList>
      {editable && <AddButton text={texts.addChoice} of={name} onClick={() => add(choices.length)} />}
    </>
  );
}

/** Labels with their values. */
function Rows({ clause, path, name }: InnerProps<ClauseOf<'details'>>) {
  const { change, editable } = useEditorParts();
  const { rows } = clause;
  const list = `${path}.rows`;
  const add = (index: number) => {
    changeAndFocus(
      () => change({ type: 'insert', path: list, index, value: { label: '', value: [] } }),
      `${list}.${index}.label`,
    );
  };
  return (
    <>
      <ItemList
        path={list}
        label={texts.clauses.details}
        items={rows}
        nameOf={(index) => texts.line(index + 1)}
      >
        {(row, index) => {
          const own = `${list}.${index}`;
          return (
            <div className="clause-row">
              <div className="clause-main detail-row">
                <PlainText
                  path={`${own}.label`}
                  value={row.label}
                  label={`${texts.rowLabel}, ${texts.line(index + 1)}`}
                  hint={texts.rowLabelHint}
                  onEnter={() => add(index + 1)}
                />
                <RichTextField
                  path={`${own}.value`}
                  value={row.value}
                  label={`${texts.rowValue}, ${texts.line(index + 1)}`}
                  hint={texts.rowValueHint}
                  onEnter={() => add(index + 1)}
                />
                <Checkbox
                  label={texts.rowOptional}
                  checked={row.optional ?? false}
                  disabled={!editable}
                  onChange={(event) =>
                    change({
                      type: 'set',
                      path: `${own}.optional`,
                      value: event.currentTarget.checked || undefined,
                    })
                  }
                />
              </div>
              <When path={own} when={row.when} name={texts.line(index + 1)} />
              <ItemMenu
                list={list}
                index={index}
                count={rows.length}
                item={row}
                name={texts.line(index + 1)}
                copy={() => structuredClone(row)}
              />
            </div>
          );
        }}
      </ItemList>
      {editable && <AddButton text={texts.addRow} of={name} onClick={() => add(rows.length)} />}
    </>
  );
}

/** Headings of a table, folded: they are rarely worded otherwise. */
function Columns({
  clause,
  path,
}: Pick<InnerProps<ClauseOf<'commitments' | 'items' | 'agenda' | 'attendees'>>, 'clause' | 'path'>) {
  const names: Readonly<Record<string, string>> = texts.columnNames;
  return (
    <details className="template-fold">
      <summary>{texts.columns}</summary>
      <div className="template-grid">
        {Object.entries(clause.columns).map(([column, value]) => (
          <PlainText
            key={column}
            path={`${path}.columns.${column}`}
            value={value}
            label={names[column] ?? column}
            labelled
          />
        ))}
      </div>
    </details>
  );
}

/** Adds to a list; its whole name says to which. */
export function AddButton(props: {
  readonly text: string;
  readonly of: string;
  readonly onClick: () => void;
}) {
  return (
    <Button
      className="template-add"
      size="compact-sm"
      variant="subtle"
      leftSection={<IconPlus size={14} />}
      aria-label={`${props.text}, ${props.of}`}
      onClick={props.onClick}
    >
      {props.text}
    </Button>
  );
}
