import { Button, Group, Progress, Radio, Select, Stack, TextInput } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import { IconFilePlus, IconPencil, IconSchool } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { type OwnUnit, ownUnit } from '../../../preload/contract/app.ts';
import type { OutputOf } from '../../../preload/contract/types.ts';
import { userName } from '../../../preload/contract/users.ts';
import { useCommand, useProcedure } from '../../api/hooks.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { errorsBy } from '../../components/validation.ts';
import { formatUnit } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import { navigate } from '../../route.ts';
import './first-run.css';

const texts = vi.firstRun;

/** The first start: for which unit, then real work or a rehearsal. */
export function FirstRun({ status }: { readonly status: OutputOf<'app.status'> }) {
  const [step, setStep] = useState<'office' | 'choice'>('office');
  const [unit, setUnit] = useState<OwnUnit | null>(null);
  const [person, setPerson] = useState(status.actor);
  const { data: choices, error } = useProcedure('app.firstChoices', {});
  const choose = (chosen: OwnUnit | null) => {
    setUnit(chosen);
    setStep('choice');
  };
  return (
    <main className="ct-start">
      <div className="first-run">
        <h1>{texts.title}</h1>
        <p>{texts.lead}</p>
        {error && <ErrorNotice error={error} />}
        {step === 'office' ? (
          choices && (
            <Office choices={choices} person={person} onPerson={setPerson} chosen={unit} onChoose={choose} />
          )
        ) : (
          <Beginning
            unit={unit}
            person={userName.safeParse(person).data ?? null}
            dataDir={status.dataDir}
            onBack={() => setStep('office')}
          />
        )}
      </div>
    </main>
  );
}

/** The heading of a step; whoever reads by ear or keyboard goes on from here. */
function StepTitle({ step, children }: { readonly step: number; readonly children: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h2 ref={heading} tabIndex={-1}>
      {texts.step(step, children)}
    </h2>
  );
}

interface OfficeProps {
  readonly choices: OutputOf<'app.firstChoices'>;
  /** The name of whoever begins; empty: nobody is named. */
  readonly person: string;
  readonly onPerson: (person: string) => void;
  readonly chosen: OwnUnit | null;
  readonly onChoose: (unit: OwnUnit | null) => void;
}

const OTHER = 'other';

function Office({ choices, person, onPerson, chosen, onChoose }: OfficeProps) {
  const { kinds, units } = choices;
  const indexOf = (unit: OwnUnit | null) =>
    unit === null ? -1 : units.findIndex(({ kind, name }) => kind === unit.kind && name === unit.name);
  const known = indexOf(chosen);
  const [picked, setPicked] = useState(chosen === null ? '' : known < 0 ? OTHER : `${known}`);
  const [typed, setTyped] = useState(known < 0 && chosen ? chosen : { kind: kinds[0]?.kind ?? '', name: '' });
  const [fault, setFault] = useState<string>();
  const wordOf = (kind: string) => kinds.find((each) => each.kind === kind)?.word ?? '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const unit = picked === OTHER ? ownUnit.safeParse(typed).data : units[Number(picked)];
    if (unit) onChoose(unit);
    else setFault(errorsBy(ownUnit, typed).name);
  };
  return (
    <form onSubmit={submit} noValidate>
      <StepTitle step={1}>{texts.office}</StepTitle>
      <Radio.Group
        aria-label={texts.office}
        description={texts.officeHint}
        value={picked}
        onChange={setPicked}
      >
        <Stack gap="xs" mt="sm">
          {units.map((unit, index) => (
            <Radio
              key={unit.name}
              value={`${index}`}
              label={formatUnit({ kindWord: wordOf(unit.kind), name: unit.name })}
            />
          ))}
          <Radio value={OTHER} label={texts.otherOffice} />
        </Stack>
      </Radio.Group>
      {picked === OTHER && (
        <Group align="flex-start" mt="sm" ml={32}>
          <Select
            label={texts.kind}
            allowDeselect={false}
            data={kinds.map(({ kind, word }) => ({
              value: kind,
              label: formatUnit({ kindWord: word, name: '' }),
            }))}
            value={typed.kind}
            onChange={(kind) => kind && setTyped({ ...typed, kind })}
          />
          <TextInput
            label={texts.name}
            placeholder={texts.nameHint}
            w={280}
            error={fault}
            value={typed.name}
            onChange={(event) => setTyped({ ...typed, name: event.currentTarget.value })}
          />
        </Group>
      )}
      <TextInput
        mt="lg"
        w={360}
        label={texts.personName}
        description={texts.personHint}
        maxLength={100}
        value={person}
        onChange={(event) => onPerson(event.currentTarget.value)}
      />
      <Group mt="lg">
        <Button type="submit" disabled={picked === ''}>
          {texts.next}
        </Button>
        <Button variant="subtle" onClick={() => onChoose(null)}>
          {texts.later}
        </Button>
      </Group>
    </form>
  );
}

interface BeginningProps {
  readonly unit: OwnUnit | null;
  readonly person: string | null;
  readonly dataDir: string;
  readonly onBack: () => void;
}

function Beginning({ unit, person, dataDir, onBack }: BeginningProps) {
  const queries = useQueryClient();
  const initialise = useCommand('app.initialise');
  const start = (choice: { sample: boolean; rehearsal: boolean }) =>
    initialise.mutate(
      { ...choice, ownUnit: unit, person },
      {
        onSuccess: () => {
          navigate('overview', { tour: '1' });
          return queries.invalidateQueries();
        },
      },
    );
  const choice = (
    icon: Icon,
    title: string,
    hint: string,
    sample: boolean,
    rehearsal: boolean,
  ): ReactNode => (
    <Choice
      icon={icon}
      title={title}
      hint={hint}
      disabled={initialise.isPending}
      onClick={() => start({ sample, rehearsal })}
    />
  );
  return (
    <>
      <StepTitle step={2}>{texts.choice}</StepTitle>
      <div className="first-run-choices">
        {choice(IconSchool, texts.sample, texts.sampleHint, true, true)}
        {choice(IconFilePlus, texts.empty, texts.emptyHint, false, false)}
        {choice(IconPencil, texts.rehearsal, texts.rehearsalHint, false, true)}
      </div>
      {initialise.isPending && <Progress value={100} animated aria-label={texts.running} mb="md" />}
      {initialise.error && <ErrorNotice error={initialise.error} />}
      <Button variant="default" disabled={initialise.isPending} onClick={onBack}>
        {vi.common.back}
      </Button>
      <p className="ct-dim ct-small">{texts.folder(dataDir)}</p>
    </>
  );
}

interface ChoiceProps {
  readonly icon: Icon;
  readonly title: string;
  readonly hint: string;
  readonly disabled: boolean;
  readonly onClick: () => void;
}

function Choice({ icon: Drawing, title, hint, disabled, onClick }: ChoiceProps) {
  return (
    <button type="button" disabled={disabled} onClick={onClick}>
      <Drawing size={28} stroke={1.4} aria-hidden />
      <strong>{title}</strong>
      <span className="ct-dim">{hint}</span>
    </button>
  );
}
