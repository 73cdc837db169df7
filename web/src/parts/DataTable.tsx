import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useKeys } from '../shell/shortcuts';
import styles from './DataTable.module.css';
import { Loading } from './Loading';
import { NewRows } from './NewRows';
import { Problem } from './Problem';
import { useKeptPlace } from './useKeptPlace';
import { useNarrow } from './useNarrow';

export interface Column<T> {
  name: string;
  title: string;
  /** As in CSS grid: `90px`, `minmax(80px, 1fr)`. */
  width: string;
  isNumber?: boolean;
  /** Stays at the right edge where the table is wider than its place: what acts on a row is always in reach. */
  isPinned?: boolean;
  /** Its place on a phone, where a row is a card: its head, a line of its own, or left out; else one of two beside each other. */
  card?: 'head' | 'wide' | 'none';
  cell: (row: T) => ReactNode;
}

interface Props<T> {
  label: string;
  rows: readonly T[];
  columns: readonly Column<T>[];
  id: (row: T) => string;
  onOpen?: (row: T) => void;
  /** More keys that act on the row that is stood on. */
  keys?: Record<string, (row: T) => unknown>;
  /** A row that is no row like the others: a group's, or a total. */
  look?: (row: T) => 'group' | 'total' | undefined;
  selected?: string;
  /** What is said of a list without rows, once it was read. */
  empty: ReactNode;
  /** How reading it goes: a list that is not there yet, or could not be read, is not an empty one. */
  list?: { isPending: boolean; error: Error | null; refetch: () => unknown };
  /** Asked for when the end comes into view. */
  onEnd?: () => void;
}

const rowHeight = 34;
const cardHeight = 150;

/** A long table that draws only what is in view; on a phone every row is a card. j and k move, Enter opens. */
export function DataTable<T>({ label, rows, columns, id, onOpen, keys = {}, look, selected, empty, list, onEnd }: Props<T>) {
  const scroll = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<string>();
  const isNarrow = useNarrow();
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => (isNarrow ? cardHeight : rowHeight),
    overscan: isNarrow ? 4 : 12,
    getItemKey: (index) => id(rows[index]!),
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const unseen = useKeptPlace(scroll, rows, id, isNarrow ? cardHeight : rowHeight);

  useEffect(() => virtual.measure(), [virtual, isNarrow]);

  useEffect(() => {
    if (onEnd && rows.length > 0 && last >= rows.length - 8) onEnd();
  }, [last, onEnd, rows.length]);

  // Keys may follow each other faster than they are drawn: what the last one meant counts, not what is seen of it.
  const at = useRef<string>(undefined);
  const move = (by: number) => {
    const index = Math.max(0, Math.min(rows.length - 1, rows.findIndex((row) => id(row) === at.current) + by));
    const row = rows[index];
    if (row) {
      at.current = id(row);
      setFocused(id(row));
      virtual.scrollToIndex(index);
    }
  };
  // Of several tables the keys are for the one that has the focus, else for the first.
  const hasKeys = () => {
    const tables = [...document.querySelectorAll('[data-keys]')];
    return (tables.find((each) => each.contains(document.activeElement)) ?? tables[0]) === scroll.current;
  };
  const onRow = (act: ((row: T) => unknown) | undefined) => () => {
    if (!hasKeys()) return false;
    const row = rows.find((each) => id(each) === at.current);
    if (row) act?.(row);
    return row !== undefined;
  };
  useKeys({
    j: () => hasKeys() && move(1),
    k: () => hasKeys() && move(-1),
    Enter: onRow(onOpen),
    ...Object.fromEntries(Object.entries(keys).map(([key, act]) => [key, onRow(act)])),
  });

  const template = isNarrow ? undefined : columns.map((column) => column.width).join(' ');
  const shown = isNarrow ? columns.filter((column) => column.card !== 'none') : columns;
  return (
    <div className={styles.holder}>
      <NewRows count={unseen} onShow={() => scroll.current?.scrollTo({ top: 0 })} />
      <div ref={scroll} className={styles.scroll} data-keys tabIndex={0} role="region" aria-label={label}>
        <div role="table" aria-label={label} aria-rowcount={rows.length} className={isNarrow ? styles.cards : rows.length === 0 ? styles.nothing : styles.table}>
          <div role="rowgroup" className={isNarrow ? 'sr-only' : styles.head}>
            <div role="row" className={styles.row} style={{ gridTemplateColumns: template }}>
              {shown.map((column) => (
                <span key={column.name} role="columnheader" data-pinned={(!isNarrow && column.isPinned) || undefined} className={column.isNumber ? styles.number : undefined}>
                  {column.title}
                </span>
              ))}
            </div>
          </div>
          {rows.length > 0 && (
            <div role={items.length > 0 ? 'rowgroup' : undefined} className={styles.body} style={{ height: virtual.getTotalSize() }}>
              {items.map((item) => {
                const row = rows[item.index]!;
                const key = id(row);
                return (
                  <div
                    key={key}
                    ref={isNarrow ? virtual.measureElement : undefined}
                    data-index={item.index}
                    data-key={key}
                    role="row"
                    aria-rowindex={item.index + 1}
                    aria-selected={key === selected}
                    data-focused={key === focused || undefined}
                    data-look={look?.(row)}
                    className={`${isNarrow ? styles.card : styles.row} ${onOpen ? styles.open : ''}`}
                    style={{ gridTemplateColumns: template, transform: `translateY(${item.start}px)` }}
                    onClick={() => onOpen?.(row)}
                  >
                    {shown.map((column) => (
                      <Cell key={column.name} column={column} row={row} isNarrow={isNarrow} />
                    ))}
                  </div>
                );
              })}
            </div>
          )}
        </div>
        {rows.length === 0 && (list?.error ? <Problem error={list.error} onRetry={() => void list.refetch()} /> : list?.isPending ? <Loading what={label.toLowerCase()} /> : empty)}
      </div>
    </div>
  );
}

interface CellProps<T> {
  column: Column<T>;
  row: T;
  isNarrow: boolean;
}

/** On a card a cell says what it is; one that has nothing to say leaves its place empty. */
function Cell<T>({ column, row, isNarrow }: CellProps<T>) {
  const content = column.cell(row);
  const isLabelled = isNarrow && column.title !== '' && column.card !== 'head' && content !== '' && content !== null && content !== undefined && content !== false;
  return (
    <span role="cell" data-card={isNarrow ? (column.card ?? 'half') : undefined} data-pinned={(!isNarrow && column.isPinned) || undefined} className={column.isNumber ? styles.number : undefined}>
      {isLabelled && (
        <span className={styles.label} aria-hidden="true">
          {column.title}
        </span>
      )}
      {content}
    </span>
  );
}
