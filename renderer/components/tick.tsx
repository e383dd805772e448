import './tick.css';

interface TickProps {
  readonly label: string;
  readonly checked: boolean;
  /** Of those that the box stands for only some are ticked. */
  readonly partly?: boolean;
  /** Whether the Tab key stops here; in rows the table's own keys tick. */
  readonly tabStop?: boolean;
  readonly onChange: () => void;
}

/** The plain box of the browser: a table draws thirty of them with every letter that is typed above it. */
export const Tick = ({ label, checked, partly = false, tabStop = true, onChange }: TickProps) => (
  <input
    type="checkbox"
    className="tick"
    aria-label={label}
    checked={checked}
    ref={(box) => {
      if (box) box.indeterminate = partly;
    }}
    tabIndex={tabStop ? undefined : -1}
    onChange={onChange}
  />
);
