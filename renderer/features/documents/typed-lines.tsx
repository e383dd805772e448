import { Textarea, type TextareaProps } from '@mantine/core';
import { useState } from 'react';

interface TypedLinesProps<T> extends Omit<TextareaProps, 'value' | 'onChange' | 'defaultValue'> {
  readonly value: T;
  readonly show: (value: T) => string;
  readonly read: (text: string) => T;
  readonly onChange: (value: T) => void;
}

/** A list typed as lines; what is typed stays as it is while the field has the focus. */
export function TypedLines<T>({ value, show, read, onChange, ...rest }: TypedLinesProps<T>) {
  const [typed, setTyped] = useState<string>();
  return (
    <Textarea
      autosize
      minRows={2}
      maxRows={12}
      {...rest}
      value={typed ?? show(value)}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onChange(read(event.currentTarget.value));
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
}
