import {
  DndContext,
  type DragEndEvent,
  PointerSensor,
  pointerWithin,
  useDraggable,
  useDroppable,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { CSS } from '@dnd-kit/utilities';
import { Select } from '@mantine/core';
import { IconGripVertical } from '@tabler/icons-react';
import { type SchoolField, schoolField } from '../../../preload/contract/schools.ts';
import { ToneSign } from '../../components/state-badge.tsx';
import { vi } from '../../i18n/vi.ts';
import type { Preview } from './import-rows.ts';

const texts = vi.schoolImport;
const TRAY = 'tray';
const NONE = '';
const REQUIRED: ReadonlySet<SchoolField> = new Set(['unit', 'level', 'name']);

type Table = Preview['table'];
type FileColumn = Table['columns'][number];

interface ImportColumnsProps {
  readonly table: Table;
  readonly onSheet: (sheet: string) => void;
  readonly onHeaderRow: (row: number) => void;
  readonly onMapping: (mapping: readonly { column: number; field: SchoolField | null }[]) => void;
}

/** Which column of the file is which field: dragged there, or chosen at the column's head. */
export function ImportColumns({ table, onSheet, onHeaderRow, onMapping }: ImportColumnsProps) {
  // A finger or mouse drags; the keyboard has the field at each head, which says and does the same.
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 4 } }));
  const used = new Set(table.columns.map(({ field }) => field));
  const free = schoolField.options.filter((field) => !used.has(field));

  const assign = (column: number | null, field: SchoolField | null) =>
    onMapping(
      table.columns.map((own) => ({
        column: own.column,
        field: own.column === column ? field : own.field === field ? null : own.field,
      })),
    );
  const drop = ({ active, over }: DragEndEvent) => {
    const field = schoolField.safeParse(active.id).data;
    if (!field || !over) return;
    assign(over.id === TRAY ? null : Number(over.id), field);
  };
  return (
    <DndContext sensors={sensors} collisionDetection={pointerWithin} onDragEnd={drop}>
      <div className="import-columns">
        <div className="import-columns-bar">
          {table.sheets.length > 1 && (
            <Select
              w={220}
              label={texts.sheet}
              data={table.sheets.map((name) => ({ value: name, label: name || texts.textSheet }))}
              value={table.sheet}
              onChange={(name) => name !== null && onSheet(name)}
            />
          )}
          <Select
            className="import-columns-heading"
            label={texts.headerRow}
            data={table.topRows.map(({ row, text }) => ({ value: `${row}`, label: texts.rowOf(row, text) }))}
            value={`${table.headerRow}`}
            onChange={(row) => row !== null && onHeaderRow(Number(row))}
          />
        </div>
        <p className="import-verdict" role="status">
          <ToneSign tone={table.missing.length > 0 ? 'bad' : 'plain'} />
          {table.missing.length > 0
            ? texts.missing(table.missing.map((field) => texts.fields[field].toLowerCase()).join(', '))
            : texts.columnsHint}
        </p>
        <Tray fields={free} />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
        <section className="import-columns-table ct-card" aria-label={texts.columnsTable} tabIndex={0}>
          {table.columns.map((column) => (
            <ColumnCard
              key={column.column}
              column={column}
              onField={(field) => assign(column.column, field)}
            />
          ))}
        </section>
      </div>
    </DndContext>
  );
}

function Tray({ fields }: { readonly fields: readonly SchoolField[] }) {
  const { setNodeRef, isOver } = useDroppable({ id: TRAY });
  return (
    <div ref={setNodeRef} className="import-tray" data-over={isOver || undefined}>
      <span className="ct-dim">{fields.length > 0 ? texts.tray : texts.allPlaced}</span>
      {fields.map((field) => (
        <Chip key={field} field={field} inTray />
      ))}
    </div>
  );
}

/** A field that is dragged onto a column, or back. */
function Chip({ field, inTray = false }: { readonly field: SchoolField; readonly inTray?: boolean }) {
  const { setNodeRef, listeners, transform, isDragging } = useDraggable({ id: field });
  return (
    <span
      ref={setNodeRef}
      className="import-chip"
      data-dragging={isDragging || undefined}
      data-field-chip={field}
      style={{ transform: CSS.Translate.toString(transform) }}
      {...listeners}
    >
      <IconGripVertical size={14} aria-hidden />
      {texts.fields[field]}
      {inTray && REQUIRED.has(field) && <em> ({texts.required})</em>}
    </span>
  );
}

interface ColumnCardProps {
  readonly column: FileColumn;
  readonly onField: (field: SchoolField | null) => void;
}

function ColumnCard({ column, onField }: ColumnCardProps) {
  const { letter, heading, samples, field } = column;
  const { setNodeRef, isOver } = useDroppable({ id: `${column.column}` });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset can't be laid out as one cell among others
    <div
      ref={setNodeRef}
      role="group"
      aria-label={texts.column(letter)}
      className="import-column"
      data-over={isOver || undefined}
      data-used={field !== null || undefined}
    >
      <span className="ct-dim ct-small">{texts.column(letter)}</span>
      <strong title={heading}>{heading || texts.noHeading}</strong>
      <div className="import-column-field">{field && <Chip field={field} />}</div>
      <Select
        aria-label={texts.fieldOf(letter)}
        data={[
          { value: NONE, label: texts.notTaken },
          ...schoolField.options.map((value) => ({ value, label: texts.fields[value] })),
        ]}
        value={field ?? NONE}
        onChange={(value) => onField(schoolField.safeParse(value).data ?? null)}
      />
      <ul>
        {samples.map((sample) => (
          <li key={sample} title={sample}>
            {sample}
          </li>
        ))}
      </ul>
    </div>
  );
}
