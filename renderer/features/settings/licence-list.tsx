import { Button, TextInput } from '@mantine/core';
import { IconLicense } from '@tabler/icons-react';
import { useState } from 'react';
import { useProcedure } from '../../api/hooks.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { vi } from '../../i18n/vi.ts';

const texts = vi.settings.about;

/** Every part of others in the program with its licence; the words of one when it is opened. */
function Licences() {
  const { data, error } = useProcedure('app.licences', {});
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState<string | null>(null);
  if (error) return <ErrorNotice error={error} />;
  if (!data) return null;
  const wanted = search.trim().toLowerCase();
  const parts = data.parts.filter(({ name, licence }) => `${name} ${licence}`.toLowerCase().includes(wanted));
  return (
    <>
      <TextInput
        type="search"
        aria-label={texts.findLicence}
        placeholder={texts.findLicence}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <p className="ct-dim" role="status">
        {texts.countOfParts(parts.length)}
      </p>
      <ul className="settings-licences">
        {parts.map(({ name, version, licence, text }) => {
          const key = `${name} ${version}`;
          return (
            <li key={key}>
              <button
                type="button"
                aria-expanded={open === key}
                onClick={() => setOpen(open === key ? null : key)}
              >
                <span>{key}</span>
                <span className="ct-dim">{licence}</span>
              </button>
              {open === key && <pre>{data.texts[text]}</pre>}
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** The licences, read when somebody wants to see them. */
export function LicenceList() {
  const [shown, setShown] = useState(false);
  return (
    <div>
      <Button
        variant="default"
        leftSection={<IconLicense size={16} />}
        aria-expanded={shown}
        onClick={() => setShown(!shown)}
      >
        {shown ? texts.hideLicences : texts.showLicences}
      </Button>
      {shown && <Licences />}
    </div>
  );
}
