import { Button, CloseButton, Menu, Select, TextInput } from '@mantine/core';
import {
  IconBuildingCommunity,
  IconFileDownload,
  IconFileUpload,
  IconPlus,
  IconSearch,
  IconTrash,
} from '@tabler/icons-react';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { level, type RegisteredSchool } from '../../../preload/contract/schools.ts';
import type { OutputOf } from '../../../preload/contract/types.ts';
import { useCommand, useJob, useProcedure, useSetting } from '../../api/hooks.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Can } from '../../components/rights.tsx';
import { useSaveFile } from '../../components/save-file.ts';
import { StateBadge } from '../../components/state-badge.tsx';
import { useStatusText } from '../../components/status-text.ts';
import type { CellWriting } from '../../components/use-cell-writer.ts';
import { useActKeys } from '../../components/use-keys.ts';
import { comparePeople, formatCount, formatUnit } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import { navigate, useRoute } from '../../route.ts';
import { schoolFinder } from './find-schools.ts';
import { ImportWizard } from './import-wizard.tsx';
import { SchoolPanel } from './school-form.tsx';

const { fields } = vi.schools;
const NEW = 'new';
const NO_ROWS: readonly RegisteredSchool[] = [];
const NO_UNITS: OutputOf<'organisations.list'>['organisations'] = [];

const COLUMNS: readonly Column<RegisteredSchool>[] = [
  { id: 'name', header: fields.name, value: (school) => school.name, edit: {}, minWidth: 220, wrap: true },
  {
    id: 'level',
    header: fields.level,
    value: (school) => vi.levels[school.level],
    edit: { choices: level.options.map((each) => vi.levels[each]) },
    width: 84,
  },
  {
    id: 'unit',
    header: fields.unitId,
    value: (school) => school.unit,
    edit: { field: 'unitId' },
    width: 124,
  },
  { id: 'commune', header: fields.commune, value: (school) => school.commune, edit: {}, width: 124 },
  {
    id: 'principal',
    header: fields.principal,
    value: (school) => school.principal,
    compare: comparePeople,
    edit: {},
    width: 150,
  },
  // A 1366 px window has no room for these.
  {
    id: 'code',
    header: fields.code,
    value: (school) => school.code,
    edit: {},
    width: 110,
    hiddenAtFirst: true,
  },
  {
    id: 'phone',
    header: fields.phone,
    value: (school) => school.phone,
    edit: {},
    width: 120,
    hiddenAtFirst: true,
  },
  {
    id: 'classes',
    header: vi.schools.shortFields.classes,
    value: (school) => school.classes,
    cell: (school) => formatCount(school.classes),
    edit: {},
    align: 'right',
    width: 76,
    hiddenAtFirst: true,
  },
  {
    id: 'pupils',
    header: vi.schools.shortFields.pupils,
    value: (school) => school.pupils,
    cell: (school) => formatCount(school.pupils),
    edit: {},
    align: 'right',
    width: 76,
  },
  {
    id: 'teachers',
    header: vi.schools.shortFields.teachers,
    value: (school) => school.teachers,
    cell: (school) => formatCount(school.teachers),
    edit: {},
    align: 'right',
    width: 76,
  },
  {
    id: 'pairedWith',
    header: vi.schools.pairedWith,
    value: (school) => school.pairedWith.join('; ') || null,
    cell: (school) => school.pairedWith.join('; ') || <StateBadge tone="warn" text={vi.schools.unpaired} />,
    minWidth: 200,
    wrap: true,
  },
];

const WRITING: CellWriting<RegisteredSchool> = { table: 'schools', row: ({ id }) => id };

const isText = (value: unknown): value is string => typeof value === 'string';

/** The register of schools, its bin, and the way in from Excel. */
export function SchoolsScreen() {
  const { params } = useRoute();
  const [text, setText] = useState(params.q ?? '');
  useEffect(() => setText(params.q ?? ''), [params.q]);
  const search = text.trim();
  const [unitId, setUnitId] = useSetting('schools.unit', '', isText);
  const [chosenLevel, setLevel] = useSetting('schools.level', '', isText);
  const [bin, setBin] = useState(false);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [headless, setHeadless] = useState(false);
  const levelFilter = level.safeParse(chosenLevel).data;
  // A link that asks for the schools without a head asks for all of them.
  useEffect(() => {
    if (params.lacks !== 'principal') return;
    setHeadless(true);
    setUnitId('');
    setLevel('');
  }, [params.lacks, setUnitId, setLevel]);

  const organisations = useProcedure('organisations.list', {}).data?.organisations ?? NO_UNITS;
  const unit = organisations.find((candidate) => candidate.id === unitId);
  const list = useProcedure('schools.list', {
    ...(unit ? { unitId: unit.id } : {}),
    ...(levelFilter ? { level: levelFilter } : {}),
    ...(bin ? { bin } : {}),
  });
  const all = list.data?.schools ?? NO_ROWS;
  const isSearching = search !== '';
  const finder = useMemo(() => schoolFinder(all), [all]);
  useEffect(() => finder.prepare(), [finder]);
  const found = useMemo(() => (isSearching ? finder.find(search) : all), [isSearching, finder, search, all]);
  const schools = useMemo(
    () => (headless ? found.filter(({ principal }) => principal === null) : found),
    [headless, found],
  );
  const filtered = isSearching || unit !== undefined || levelFilter !== undefined || headless;

  const remove = useCommand('schools.remove');
  const restore = useCommand('schools.restore');
  const close = () => navigate('schools');
  const removeNow = (removed: readonly RegisteredSchool[]) => {
    const ids = removed.map((school) => school.id);
    remove.mutate(
      { ids },
      {
        onSuccess: () => {
          setTicked(new Set());
          if (params.id) close();
          notifyDone(vi.schools.removed(ids.length, removed[0]?.name ?? ''), {
            label: vi.common.undo,
            run: () => restore.mutate({ ids }, { onError: notifyError }),
          });
        },
        onError: notifyError,
      },
    );
  };
  const restoreNow = (ids: string[]) =>
    restore.mutate(
      { ids },
      {
        onSuccess: () => {
          setTicked(new Set());
          notifyDone(vi.schools.restored(ids.length));
        },
        onError: notifyError,
      },
    );

  useActKeys('schools.create', {
    insert: () => navigate('schools', { id: NEW }),
    'ctrl+shift+n': () => navigate('schools', { id: NEW }),
  });
  const tickedSchools = useMemo(
    () => (ticked.size > 0 ? schools.filter((school) => ticked.has(school.id)) : NO_ROWS),
    [schools, ticked],
  );
  const columns = useMemo(() => {
    const units = organisations.map(({ name }) => name);
    return COLUMNS.map((column) =>
      column.id === 'unit' ? { ...column, edit: { ...column.edit, choices: units } } : column,
    );
  }, [organisations]);
  const listed = useMemo(
    () => (params.id === undefined ? undefined : schools.find((school) => school.id === params.id)),
    [schools, params.id],
  );
  // A link may lead to a school that the filters leave out.
  const elsewhere = useProcedure(
    'schools.get',
    { id: params.id ?? '' },
    { enabled: list.data !== undefined && !listed && params.id !== undefined && params.id !== NEW },
  ).data;
  const opened = listed ?? (elsewhere?.id === params.id ? elsewhere : undefined) ?? null;
  // Letters are typed beside these: they are not drawn anew with each.
  const unitChosen = unit?.id ?? '';
  const choices = useMemo(
    () => (
      <>
        <Select
          w={170}
          aria-label={fields.unitId}
          data={[
            { value: '', label: vi.schools.allUnits },
            ...organisations.map((candidate) => ({ value: candidate.id, label: formatUnit(candidate) })),
          ]}
          value={unitChosen}
          onChange={(value) => setUnitId(value ?? '')}
        />
        <Select
          w={140}
          aria-label={fields.level}
          data={[
            { value: '', label: vi.schools.allLevels },
            ...level.options.map((value) => ({ value, label: vi.levelsLong[value] })),
          ]}
          value={levelFilter ?? ''}
          onChange={(value) => setLevel(value ?? '')}
        />
      </>
    ),
    [organisations, unitChosen, levelFilter, setUnitId, setLevel],
  );

  const acts = useMemo(
    () =>
      bin ? (
        <Button variant="default" onClick={() => setBin(false)}>
          {vi.schools.backToRegister}
        </Button>
      ) : (
        <>
          <ExportButton />
          <Can do="schools.import">
            <Button
              variant="default"
              leftSection={<IconFileUpload size={16} />}
              onClick={() => navigate('schools', { import: '1' })}
            >
              {vi.schools.import}
            </Button>
          </Can>
          <Can do="schools.create">
            <Button leftSection={<IconPlus size={16} />} onClick={() => navigate('schools', { id: NEW })}>
              {vi.schools.add}
            </Button>
          </Can>
        </>
      ),
    [bin],
  );
  const clearFilters = () => {
    setText('');
    setUnitId('');
    setLevel('');
    setHeadless(false);
  };

  if (params.import) return <ImportWizard onClose={close} />;
  return (
    <div className="ct-screen">
      <Totals schools={schools} ticked={tickedSchools.length} />
      <PageHeader title={bin ? vi.schools.bin : vi.schools.title} note={vi.common.rowsShown(schools.length)}>
        {acts}
      </PageHeader>
      <div className="ct-toolbar">
        <TextInput
          className="ct-toolbar-search"
          aria-label={vi.schools.search}
          placeholder={vi.schools.search}
          leftSection={<IconSearch size={16} />}
          rightSection={
            text === '' ? null : (
              <CloseButton size="sm" aria-label={vi.common.clearFilters} onClick={() => setText('')} />
            )
          }
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {choices}
        {headless && <StateBadge tone="warn" text={vi.schools.headless} />}
        {filtered && (
          <Button variant="subtle" onClick={clearFilters}>
            {vi.common.clearFilters}
          </Button>
        )}
        {tickedSchools.length > 0 &&
          (bin ? (
            <Can do="schools.restore">
              <Button variant="light" onClick={() => restoreNow(tickedSchools.map((school) => school.id))}>
                {vi.schools.restoreSelected(tickedSchools.length)}
              </Button>
            </Can>
          ) : (
            <Can do="schools.remove">
              <Button variant="light" color="red" onClick={() => removeNow(tickedSchools)}>
                {vi.schools.removeSelected(tickedSchools.length)}
              </Button>
            </Can>
          ))}
        <span style={{ flex: 1 }} />
        {!bin && (
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconTrash size={16} />}
            onClick={() => {
              setBin(true);
              setTicked(new Set());
              close();
            }}
          >
            {vi.schools.bin}
          </Button>
        )}
      </div>
      <div className="ct-split">
        <div className="ct-table-box">
          {list.error ? (
            <ErrorNotice error={list.error} onRetry={() => list.refetch()} />
          ) : (
            <DataTable
              label={bin ? vi.schools.bin : vi.schools.title}
              rows={all}
              found={schools}
              columns={columns}
              rowId={(school) => school.id}
              loading={list.isPending}
              settingsKey="schools"
              selection={{ ids: ticked, onChange: setTicked }}
              openId={params.id}
              {...(bin
                ? {}
                : {
                    writing: WRITING,
                    onOpen: (school: RegisteredSchool) => navigate('schools', { ...params, id: school.id }),
                  })}
              empty={
                filtered ? (
                  <EmptyState
                    icon={IconSearch}
                    text={vi.common.nothingFound}
                    action={
                      <Button variant="default" onClick={clearFilters}>
                        {vi.common.clearFilters}
                      </Button>
                    }
                  />
                ) : bin ? (
                  <EmptyState icon={IconTrash} text={vi.schools.emptyBin} />
                ) : (
                  <EmptyState
                    icon={IconBuildingCommunity}
                    title={vi.schools.emptyTitle}
                    text={vi.schools.empty}
                    action={
                      <Can do="schools.import">
                        <Button onClick={() => navigate('schools', { import: '1' })}>
                          {vi.schools.import}
                        </Button>
                      </Can>
                    }
                  />
                )
              }
            />
          )}
        </div>
        {!bin && (opened || params.id === NEW) && (
          <SchoolPanel
            key={opened?.id ?? NEW}
            school={opened}
            onClose={close}
            onRemove={(school) => removeNow([school])}
          />
        )}
      </div>
    </div>
  );
}

interface TotalsProps {
  readonly schools: readonly RegisteredSchool[];
  readonly ticked: number;
}

/** Says in the status bar how many schools and pupils are shown; the picture of a letter does not wait for the sum. */
function Totals({ schools, ticked }: TotalsProps) {
  const shown = useDeferredValue(schools);
  const pupils = useMemo(() => shown.reduce((sum, school) => sum + (school.pupils ?? 0), 0), [shown]);
  const total = vi.schools.total(shown.length, pupils);
  useStatusText(ticked > 0 ? `${total} · ${vi.common.selected(ticked)}` : total);
  return null;
}

function ExportButton() {
  const exportList = useJob('schools.export');
  const save = useSaveFile();
  const start = (withPhones: boolean) =>
    exportList.mutate(
      { withPhones },
      {
        onSuccess: (file) => {
          notifyDone(vi.schools.exported(file.rows));
          save(file);
        },
        onError: notifyError,
      },
    );
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconFileDownload size={16} />} loading={exportList.isPending}>
          {vi.schools.export}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => start(false)}>{vi.schools.exportPlain}</Menu.Item>
        <Menu.Item onClick={() => start(true)}>{vi.schools.exportWithPhones}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
