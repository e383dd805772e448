import { Button, Group, Skeleton, Stack, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useProcedure } from '../../api/hooks.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Editable } from '../../components/rights.tsx';
import { formatInstant } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import { PersonalDeed } from './personal-deed.tsx';
import { type Found, keyOf, PersonalPlaces } from './personal-places.tsx';
import './personal-data.css';

const texts = vi.personalData;

/** Finds where a person stands, and corrects, deletes or makes anonymous what is ticked. */
export function PersonalData() {
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  return (
    <Stack gap="md" className="personal-data">
      <Purposes />
      <form
        className="personal-search"
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(typed.trim());
        }}
      >
        <TextInput
          label={texts.search}
          description={texts.searchHint}
          leftSection={<IconSearch size={16} />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" disabled={typed.trim().length < 2}>
          {texts.find}
        </Button>
      </form>
      {asked !== '' && <Person key={asked} text={asked} />}
    </Stack>
  );
}

/** Which data are kept and what for. */
function Purposes() {
  const purposes = useProcedure('personalData.purposes', {}).data;
  if (!purposes) return <Skeleton height={80} />;
  return (
    <div className="personal-purposes">
      <p className="ct-dim settings-hint">
        {purposes.lead} {purposes.rights}
      </p>
      <details>
        <summary>{texts.purposes}</summary>
        <table className="ct-plain-table">
          <thead>
            <tr>
              {[texts.what, texts.purpose, texts.kept, texts.basis].map((heading) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {purposes.items.map(({ what, purpose, kept, basis }) => (
              <tr key={what}>
                <td>{what}</td>
                <td>{purpose}</td>
                <td>{kept}</td>
                <td>{basis}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="ct-dim ct-small">
          {purposes.law} {purposes.exportNote}
        </p>
      </details>
    </div>
  );
}

/** Everything that is held of one person. */
function Person({ text }: { readonly text: string }) {
  const found = useProcedure('personalData.find', { text });
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [past, setPast] = useState(false);
  if (found.error) return <ErrorNotice error={found.error} onRetry={() => found.refetch()} />;
  if (!found.data) return <Skeleton height={240} />;
  const { places, frozen, journal } = found.data;
  const isNowhere = places.length === 0 && frozen.length === 0 && journal.rows === 0;
  return (
    <>
      <p role="status" className="settings-hint">
        {isNowhere ? texts.nothing(text) : texts.found(places.length)}
      </p>
      <PersonalPlaces places={places} ticked={ticked} onTick={setTicked} />
      <Papers found={found.data} />
      {!isNowhere && (
        <Editable do="personalData.apply">
          <PersonalDeed
            text={text}
            places={places.filter((place) => ticked.has(keyOf(place)))}
            journalPast={journal.past}
            past={past}
            onPast={setPast}
            onDone={() => {
              setTicked(new Set());
              setPast(false);
            }}
          />
        </Editable>
      )}
    </>
  );
}

/** What stays as it is: papers, the journal where nothing is ticked, and backups. */
function Papers({ found: { frozen, journal, backups } }: { readonly found: Found }) {
  return (
    <>
      <section className="personal-group">
        <h3>{texts.frozen}</h3>
        {frozen.length === 0 && <p className="ct-dim">{texts.frozenNone}</p>}
        <ul className="personal-list">
          {frozen.map(({ title, reason }) => (
            <li key={title}>
              {title}
              <div className="ct-dim ct-small">{reason}</div>
            </li>
          ))}
        </ul>
      </section>
      <section className="personal-group">
        <h3>{texts.journal}</h3>
        <div>{texts.journalRows(journal.rows)}</div>
        <div>{backups.length === 0 ? texts.noBackups : texts.backups(backups.length)}</div>
        <ul className="personal-list ct-small">
          {backups.map(({ name, createdAt }) => (
            <li key={name}>
              <Group gap="xs">
                <span>{name}</span>
                <span className="ct-dim">{formatInstant(createdAt)}</span>
              </Group>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
