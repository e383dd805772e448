import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import type { RichText, TemplateContent, TemplatePart } from '../../../preload/contract/template-content.ts';
import { notifyDone } from '../../components/notices.tsx';
import { vi } from '../../i18n/vi.ts';
import { AddButton } from './clause-card.tsx';
import { newPart, type Path } from './draft.ts';
import { changeAndFocus, useEditorParts } from './editor-context.ts';
import { ItemList, ItemMenu, ProblemMark } from './item.tsx';
import { PlainText } from './plain-text.tsx';
import { RichTextField } from './rich-text.tsx';

const texts = vi.templates;

interface PartCardProps {
  readonly title: string;
  readonly hint?: string;
  /** A part that may be left out. */
  readonly part?: TemplatePart;
  readonly path: Path;
  readonly children: ReactNode;
}

/** A card of a part beside the articles. */
function PartCard({ title, hint, part, path, children }: PartCardProps) {
  const { shape, editable, change, content } = useEditorParts();
  const removable = part !== undefined && editable && !shape.needs.includes(part);
  const remove = () => {
    const value = part && content()[part];
    change({ type: 'set', path, value: undefined });
    notifyDone(texts.removed(title.toLocaleLowerCase('vi')), {
      label: vi.common.undo,
      run: () => change({ type: 'set', path, value }),
    });
  };
  return (
    <section className="part" aria-label={title}>
      <header>
        <h2>{title}</h2>
        <ProblemMark path={path} deep />
        {removable && (
          <ActionIcon
            className="part-remove"
            aria-label={texts.removeOf(title.toLocaleLowerCase('vi'))}
            onClick={remove}
          >
            <IconTrash size={16} />
          </ActionIcon>
        )}
      </header>
      {hint && <p className="ct-dim ct-small">{hint}</p>}
      {children}
    </section>
  );
}

/** A rich text under its label. */
function LabelledText(props: {
  readonly label: string;
  readonly path: Path;
  readonly value: RichText;
  readonly hint: string;
  readonly look?: 'title';
}) {
  return (
    <div className="labelled">
      <span className="labelled-name" aria-hidden>
        {props.label}
      </span>
      <RichTextField {...props} />
    </div>
  );
}

interface TextListProps {
  readonly path: Path;
  readonly items: readonly RichText[];
  readonly label: string;
  readonly nameOf: (number: number) => string;
  readonly hint: string;
  readonly add: string;
}

/** Texts below each other, in an order of their own. */
function TextList({ path, items, label, nameOf, hint, add: addText }: TextListProps) {
  const { change, editable } = useEditorParts();
  const add = (index: number) => {
    changeAndFocus(() => change({ type: 'insert', path, index, value: [] }), `${path}.${index}`);
  };
  return (
    <>
      <ItemList path={path} label={label} items={items} nameOf={(index) => nameOf(index + 1)}>
        {(item, index) => (
          <div className="clause-row">
            <div className="clause-main">
              <RichTextField
                path={`${path}.${index}`}
                value={item}
                label={nameOf(index + 1)}
                hint={hint}
                onEnter={() => add(index + 1)}
              />
            </div>
            <ItemMenu list={path} index={index} count={items.length} item={item} name={nameOf(index + 1)} />
          </div>
        )}
      </ItemList>
      {editable && <AddButton text={addText} of={label} onClick={() => add(items.length)} />}
    </>
  );
}

type PartsProps = { readonly content: TemplateContent };

/** What stands before the articles. */
export const HeadParts = memo(
  function HeadParts({ content }: PartsProps) {
    const { addressees, legalBases, opening, parties, agreement } = content;
    return (
      <>
        <PartCard title={texts.head} hint={texts.headHint} path="title">
          <LabelledText
            label={texts.title}
            path="title"
            value={content.title}
            hint={texts.titleHint}
            look="title"
          />
          <LabelledText
            label={texts.summary}
            path="summary"
            value={content.summary}
            hint={texts.summaryHint}
          />
          <details className="template-fold">
            <summary>{texts.documentTitle}</summary>
            <RichTextField
              path="documentTitle"
              value={content.documentTitle}
              label={texts.documentTitle}
              hint={texts.documentTitleHint}
            />
          </details>
        </PartCard>
        {addressees && (
          <PartCard title={texts.parts.addressees} part="addressees" path="addressees">
            <PlainText
              path="addressees.label"
              value={addressees.label}
              label={texts.addresseesLabel}
              labelled
            />
          </PartCard>
        )}
        {legalBases && (
          <PartCard
            title={texts.parts.legalBases}
            hint={texts.legalBasesHint}
            part="legalBases"
            path="legalBases"
          >
            <TextList
              path="legalBases"
              items={legalBases}
              label={texts.parts.legalBases}
              nameOf={texts.legalBasis}
              hint={texts.legalBasisHint}
              add={texts.addLegalBasis}
            />
          </PartCard>
        )}
        {opening && (
          <PartCard title={texts.parts.opening} part="opening" path="opening">
            <RichTextField
              path="opening"
              value={opening}
              label={texts.parts.opening}
              hint={texts.openingHint}
            />
          </PartCard>
        )}
        {parties && (
          <PartCard title={texts.parts.parties} part="parties" path="parties">
            {(['headingA', 'headingB'] as const).map((side) => (
              <LabelledText
                key={side}
                label={texts.partyHeadings[side]}
                path={`parties.${side}`}
                value={parties[side]}
                hint={texts.partyHeadingHint}
              />
            ))}
            <details className="template-fold">
              <summary>{texts.partyLabels}</summary>
              <div className="template-grid">
                {Object.entries(parties.labels).map(([label, value]) => (
                  <PlainText
                    key={label}
                    path={`parties.labels.${label}`}
                    value={value}
                    label={labelName(label)}
                    labelled
                  />
                ))}
                <PlainText
                  path="parties.honorific"
                  value={parties.honorific}
                  label={texts.honorific}
                  labelled
                />
              </div>
            </details>
          </PartCard>
        )}
        {agreement && (
          <PartCard title={texts.parts.agreement} part="agreement" path="agreement">
            <RichTextField
              path="agreement"
              value={agreement}
              label={texts.parts.agreement}
              hint={texts.agreementHint}
            />
          </PartCard>
        )}
        <AddParts content={content} parts={['addressees', 'legalBases', 'opening', 'parties', 'agreement']} />
      </>
    );
  },
  (before, after) => same(before.content, after.content, HEAD),
);

const labelName = (label: string): string => {
  const names: Readonly<Record<string, string>> = texts.labelNames;
  return names[label] ?? label;
};

/** What stands behind the articles. */
export const FootParts = memo(
  function FootParts({ content }: PartsProps) {
    const { shape } = useEditorParts();
    const { signatures, witnesses, recipients } = content;
    return (
      <>
        <PartCard title={texts.signatures} path="signatures">
          <div className="template-grid">
            <PlainText
              path="signatures.headingA"
              value={signatures.headingA}
              label={shape.signers === 1 ? texts.signatureOnly : texts.signatureA}
              labelled
            />
            {shape.signers > 1 && (
              <PlainText
                path="signatures.headingB"
                value={signatures.headingB ?? ''}
                label={texts.signatureB}
                labelled
              />
            )}
            <PlainText path="signatures.hint" value={signatures.hint} label={texts.signatureHint} labelled />
          </div>
        </PartCard>
        {witnesses && (
          <PartCard title={texts.parts.witnesses} part="witnesses" path="witnesses">
            <div className="template-grid">
              <PlainText
                path="witnesses.heading"
                value={witnesses.heading}
                label={texts.witnessHeading}
                labelled
              />
              <PlainText path="witnesses.hint" value={witnesses.hint} label={texts.signatureHint} labelled />
            </div>
          </PartCard>
        )}
        {recipients && (
          <PartCard title={texts.parts.recipients} part="recipients" path="recipients">
            <PlainText
              path="recipients.label"
              value={recipients.label}
              label={texts.recipientsLabel}
              labelled
            />
            <TextList
              path="recipients.lines"
              items={recipients.lines}
              label={texts.parts.recipients}
              nameOf={texts.recipient}
              hint={texts.recipientHint}
              add={texts.addRecipient}
            />
          </PartCard>
        )}
        <AddParts content={content} parts={['witnesses', 'recipients']} />
      </>
    );
  },
  (before, after) => same(before.content, after.content, FOOT),
);

/** Offers what this kind of paper may have beside, or must have and lacks. */
function AddParts({ content, parts }: PartsProps & { readonly parts: readonly TemplatePart[] }) {
  const { shape, editable, change } = useEditorParts();
  if (!editable) return null;
  const offered = parts.filter(
    (part) => content[part] === undefined && (shape.needs.includes(part) || shape.mayHave.includes(part)),
  );
  if (offered.length === 0) return null;
  return (
    <div className="template-parts-add">
      {offered.map((part) => (
        <Button
          key={part}
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() => change({ type: 'set', path: part, value: newPart(part) })}
        >
          {texts.addPart(texts.parts[part])}
        </Button>
      ))}
    </div>
  );
}

const HEAD = [
  'title',
  'summary',
  'documentTitle',
  'addressees',
  'legalBases',
  'opening',
  'parties',
  'agreement',
] as const satisfies readonly (keyof TemplateContent)[];
const FOOT = ['signatures', 'witnesses', 'recipients'] as const satisfies readonly (keyof TemplateContent)[];

/** Cards are drawn anew only when their own parts changed: a keystroke in one must not draw them all. */
const same = (before: TemplateContent, after: TemplateContent, parts: readonly (keyof TemplateContent)[]) =>
  parts.every((part) => before[part] === after[part]);
