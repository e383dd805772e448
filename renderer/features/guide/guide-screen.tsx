import { Button, CloseButton, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPrinter, IconSearch } from '@tabler/icons-react';
import { Fragment, useEffect, useRef, useState } from 'react';
import {
  type GuideBlock,
  type GuideRun,
  type GuideTopic,
  guideTopic,
} from '../../../preload/contract/guide.ts';
import { useJob, useProcedure } from '../../api/hooks.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { notifyError } from '../../components/notices.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useOpenFile } from '../../components/save-file.ts';
import { vi } from '../../i18n/vi.ts';
import { href, useRoute } from '../../route.ts';
import './guide.css';

const texts = vi.guide;

/** The guide: its pages with a search on the left, one of them on the right. */
export function GuideScreen() {
  const { params } = useRoute();
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 100);
  const all = useProcedure('guide.list', {});
  const hits = useProcedure('guide.find', { text: asked }, { enabled: asked !== '' }).data?.hits;
  const found: readonly Found[] = (asked === '' ? undefined : hits) ?? all.data?.topics ?? [];
  const topic = guideTopic.safeParse(params.topic).data ?? 'start';
  return (
    <div className="ct-screen">
      <PageHeader title={texts.title}>
        <PrintButton topic={topic} />
      </PageHeader>
      <div className="guide">
        <div className="guide-side">
          <TextInput
            aria-label={texts.search}
            placeholder={texts.search}
            leftSection={<IconSearch size={16} />}
            rightSection={
              text === '' ? null : (
                <CloseButton size="sm" aria-label={vi.common.clearFilters} onClick={() => setText('')} />
              )
            }
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <p className="ct-dim ct-small" role="status">
            {asked !== '' && (found.length === 0 ? texts.nothing : texts.found(found.length))}
          </p>
          <nav aria-label={texts.topics}>
            {found.map((each) => (
              <Topic key={each.topic} {...each} isOpen={each.topic === topic} />
            ))}
          </nav>
        </div>
        <Article key={topic} topic={topic} />
      </div>
    </div>
  );
}

/** A page, and the line of it that was searched for. */
interface Found {
  readonly topic: GuideTopic;
  readonly title: string;
  readonly excerpt?: string;
}

/** The way to a page; a link from elsewhere opens one that may stand below what the list shows. */
function Topic({ topic, title, excerpt, isOpen }: Found & { readonly isOpen: boolean }) {
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (isOpen) link.current?.scrollIntoView({ block: 'nearest' });
  }, [isOpen]);
  return (
    <a ref={link} href={href('guide', { topic })} aria-current={isOpen ? 'page' : undefined}>
      <span>{title}</span>
      {excerpt && <span className="ct-dim ct-small">{excerpt}</span>}
    </a>
  );
}

function PrintButton({ topic }: { readonly topic: GuideTopic }) {
  const print = useJob('guide.print');
  const open = useOpenFile();
  return (
    <Button
      variant="default"
      leftSection={<IconPrinter size={16} />}
      loading={print.isPending}
      onClick={() => print.mutate({ topic }, { onSuccess: open, onError: notifyError })}
    >
      {texts.print}
    </Button>
  );
}

function Article({ topic }: { readonly topic: GuideTopic }) {
  const page = useProcedure('guide.get', { topic });
  if (page.error) return <ErrorNotice error={page.error} onRetry={() => page.refetch()} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long page is scrolled by the keyboard
    <article className="ct-card guide-article" aria-busy={page.isPending} tabIndex={0}>
      {page.data && (
        <>
          <h2>{page.data.title}</h2>
          {page.data.blocks.map((block) => (
            <Block key={keyOf(block)} block={block} />
          ))}
        </>
      )}
    </article>
  );
}

/** No two blocks of a page begin alike. */
const keyOf = (block: GuideBlock): string => JSON.stringify(block).slice(0, 120);

function Block({ block }: { readonly block: GuideBlock }) {
  switch (block.kind) {
    case 'heading':
      return <h3>{block.text}</h3>;
    case 'paragraph':
      return (
        <p>
          <Line line={block.line} />
        </p>
      );
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul';
      return (
        <List>
          {block.items.map((item) => (
            <li key={item.map(({ text }) => text).join('')}>
              <Line line={item} />
            </li>
          ))}
        </List>
      );
    }
    case 'picture': {
      const { source, alt, width, height } = block;
      return <img className="guide-picture" src={source} alt={alt} width={width} height={height} />;
    }
  }
}

/** Names in the window and keys are set as such, and links lead to the screens that they name. */
const Line = ({ line }: { readonly line: readonly GuideRun[] }) =>
  line.map(({ text, look, href: to }, index) => {
    const key = `${index} ${text}`;
    if (to !== null) {
      return (
        <a key={key} href={to}>
          {text}
        </a>
      );
    }
    if (look === 'name') return <strong key={key}>{text}</strong>;
    if (look === 'key') return <kbd key={key}>{text}</kbd>;
    return <Fragment key={key}>{text}</Fragment>;
  });
