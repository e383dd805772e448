import { Button, Checkbox, Popover, Select } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { level as levelSchema } from '../../../preload/contract/schools.ts';
import type { Condition } from '../../../preload/contract/template-content.ts';
import { vi } from '../../i18n/vi.ts';
import type { Path } from './draft.ts';
import { useEditorParts } from './editor-context.ts';

const texts = vi.templates.when;

/** Conditions that hold, do not hold, or are not asked for. */
const YES_NO = ['commitments', 'officesKeepCopies'] as const;
const isYesNo = (value: string | null): value is 'yes' | 'no' => value === 'yes' || value === 'no';
const yesNo = (value: boolean): 'yes' | 'no' => (value ? 'yes' : 'no');

/** "Mầm non; có chỉ tiêu" */
export function conditionText(when: Condition | undefined): string {
  const { levels, contents } = when ?? {};
  return [
    ...(levels ? [levels.map((level) => vi.levels[level]).join(', ')] : []),
    ...(contents ? [texts.contentsSummary(contents.length)] : []),
    ...YES_NO.flatMap((kind) => {
      const value = when?.[kind];
      return value === undefined ? [] : [texts.short[kind][yesNo(value)]];
    }),
  ].join('; ');
}

interface WhenProps {
  /** Of the part; the condition is its `when`. */
  readonly path: Path;
  readonly when: Condition | undefined;
  /** What is printed only then: "Điều 3". */
  readonly name: string;
}

/** When a part is printed: always, or for some levels, chosen contents … */
export function When({ path, when, name }: WhenProps) {
  const { shape, editable } = useEditorParts();
  if (shape.conditions.length === 0) return null;
  const said = conditionText(when);
  if (!editable)
    return said ? (
      <span className="template-when ct-dim" data-said>
        {texts.summary(said)}
      </span>
    ) : null;
  const label = `${texts.of(name)}: ${said || texts.always}`;
  return (
    // One element whether a condition is said or not, so that the form stays open when the first one is.
    <div className="template-when" data-said={said !== ''}>
      <Popover position="bottom-end" withArrow trapFocus shadow="md" width={340}>
        <Popover.Target>
          <Button
            className="template-when-button"
            size="compact-xs"
            variant={said ? 'light' : 'subtle'}
            color={said ? 'accent' : 'gray'}
            aria-label={label}
            title={said ? undefined : texts.button}
          >
            <IconFilter size={14} aria-hidden />
            {said && <span>{texts.summary(said)}</span>}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <WhenForm path={path} when={when ?? {}} />
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}

function WhenForm({ path, when }: { readonly path: Path; readonly when: Condition }) {
  const { shape, change, content } = useEditorParts();
  const set = (next: Condition) => {
    const said = Object.values(next).some((value) => value !== undefined);
    change({ type: 'set', path: `${path}.when`, value: said ? next : undefined });
  };
  const without = (kind: keyof Condition): Condition => {
    const { [kind]: _, ...rest } = when;
    return rest;
  };
  const choices = new Map(
    content()
      .articles.flatMap(({ clauses }) => clauses)
      .flatMap((clause) => (clause.kind === 'contents' ? clause.choices : []))
      .map(({ code, text }) => [code, text]),
  );
  return (
    <div className="template-when-form">
      <strong>{texts.title}</strong>
      {shape.conditions.includes('levels') && (
        <Checkbox.Group
          label={vi.templates.conditions.levels}
          value={when.levels ?? []}
          onChange={(chosen) => {
            const levels = levelSchema.options.filter((level) => chosen.includes(level));
            set(levels.length > 0 ? { ...when, levels } : without('levels'));
          }}
        >
          {levelSchema.options.map((level) => (
            <Checkbox key={level} value={level} label={vi.levelsLong[level]} />
          ))}
        </Checkbox.Group>
      )}
      {YES_NO.filter((kind) => shape.conditions.includes(kind)).map((kind) => (
        <Select
          key={kind}
          label={vi.templates.conditions[kind]}
          data={[
            { value: 'either', label: texts.either },
            { value: 'yes', label: texts[kind].yes },
            { value: 'no', label: texts[kind].no },
          ]}
          value={when[kind] === undefined ? 'either' : yesNo(when[kind])}
          comboboxProps={{ withinPortal: false }}
          onChange={(value) => set(isYesNo(value) ? { ...when, [kind]: value === 'yes' } : without(kind))}
        />
      ))}
      {shape.conditions.includes('contents') && (
        <Checkbox.Group
          label={vi.templates.conditions.contents}
          value={when.contents ?? []}
          onChange={(contents) => set(contents.length > 0 ? { ...when, contents } : without('contents'))}
        >
          {choices.size === 0 && <p className="ct-dim ct-small">{texts.contentsNone}</p>}
          {[...choices].map(([code, text]) => (
            <Checkbox key={code} value={code} label={text} />
          ))}
        </Checkbox.Group>
      )}
      <Button variant="default" size="compact-sm" onClick={() => set({})}>
        {texts.clear}
      </Button>
    </div>
  );
}
