import { Fragment, type ReactNode } from 'react';
import type { Schemas } from '../api/client';
import styles from './MarkedText.module.css';

type Part = Schemas['TextPartDocument'];
type Place = Schemas['TextPlaceDocument'];

interface Props {
  text: string;
  parts?: Part[];
  /** Where it stops making sense. */
  fault?: Place | null;
}

const said = (part: Part) => (part.field ? `${part.field} = ${part.value}` : 'nobody knows this field: nothing acts upon it');

/** A body with the pieces that said something marked, or the place where it stops making sense. Untrusted text is shown as text only. */
export function MarkedText({ text, parts = [], fault }: Props) {
  const marks = fault ? [faultMark(text, fault)] : partMarks(text, parts);
  return (
    <>
      <pre className={styles.text}>{woven(text, marks)}</pre>
      {!fault && parts.length > 0 && (
        <ul className={styles.legend} aria-label="What was understood">
          {parts.map((part) => (
            <li key={Number(part.start)}>
              <code>{pieceOf(text, part)}</code> <span>{part.field ? '→' : ''} {said(part)}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

interface Mark {
  start: number;
  end: number;
  node: ReactNode;
}

const pieceOf = (text: string, part: Part) => text.slice(Number(part.start), Number(part.start) + Number(part.length));

const partMarks = (text: string, parts: Part[]): Mark[] =>
  parts.map((part) => ({
    start: Number(part.start),
    end: Number(part.start) + Number(part.length),
    node: (
      <mark title={said(part)} data-ignored={part.field ? undefined : true}>
        {pieceOf(text, part)}
      </mark>
    ),
  }));

function faultMark(text: string, { line, column }: Place): Mark {
  const before = text.split('\n').slice(0, Number(line) - 1);
  const start = Math.min(text.length, before.reduce((sum, each) => sum + each.length + 1, 0) + Number(column) - 1);
  const word = /^\S+/.exec(text.slice(start))?.[0] ?? '';
  return { start, end: start + word.length, node: <mark data-fault>{word || '⟵ here'}</mark> };
}

function woven(text: string, marks: Mark[]) {
  const nodes: ReactNode[] = [];
  let at = 0;
  for (const mark of marks) {
    nodes.push(text.slice(at, mark.start), <Fragment key={mark.start}>{mark.node}</Fragment>);
    at = mark.end;
  }
  nodes.push(text.slice(at));
  return nodes;
}
