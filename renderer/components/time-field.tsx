import { TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';
import { parseTime } from '../i18n/format.ts';
import { vi } from '../i18n/vi.ts';

interface TimeFieldProps extends Omit<TextInputProps, 'value' | 'onChange' | 'defaultValue'> {
  /** "08:30". */
  readonly value: string | null;
  readonly onChange: (time: string | null) => void;
}

/** A time of day as offices type it. */
export function TimeField({ value, onChange, onBlur, ...rest }: TimeFieldProps) {
  const [typed, setTyped] = useState<string>();
  const wrong = typed !== undefined && typed.trim() !== '' && parseTime(typed) === null;
  return (
    <TextInput
      inputMode="numeric"
      placeholder={vi.common.time}
      {...rest}
      value={typed ?? value ?? ''}
      error={wrong && vi.validation.time}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        const time = parseTime(event.currentTarget.value);
        if (time !== null || event.currentTarget.value.trim() === '') onChange(time);
      }}
      onBlur={(event) => {
        if (!wrong) setTyped(undefined);
        onBlur?.(event);
      }}
    />
  );
}
