import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { at, get, post, type ApiError } from '../../api/client';
import styles from '../../jobs/Jobs.module.css';
import { isOver, type Job } from '../../jobs/useJob';
import { Button } from '../../parts/Button';
import { CopyButton } from '../../parts/CopyButton';
import { Field } from '../../parts/Field';
import form from '../../parts/Form.module.css';
import { FormErrors } from '../../parts/FormErrors';
import { Panel } from '../../parts/Panel';
import { useLedTo } from '../../parts/useLedTo';
import { Permitted } from '../../permissions/Permitted';
import { useQuery } from '../../router';
import { ImportOutcome } from './ImportOutcome';

/** What an import is about: that file is applied, whatever stands in the field by then. */
interface Sent {
  job: string;
  file: string;
}

const written = async () => JSON.stringify(await get(at('configuration/export')), null, 2);

/** The line as what is selected, and in view. */
function select(area: HTMLTextAreaElement, line: number) {
  const lines = area.value.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  area.focus();
  area.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  area.scrollTop = (area.scrollHeight / lines.length) * (line - 1) - area.clientHeight / 2;
}

/** Strategies, subscriptions and destinations as a file: out of this installation, and into it after a look at what would change. */
export function ConfigurationFile({ jobs }: { jobs: readonly Job[] }) {
  const queries = useQueryClient();
  const [query, change] = useQuery();
  const [text, setText] = useState('');
  const [sent, setSent] = useState<Sent>();
  const place = useLedTo<HTMLFormElement>('new');
  const area = useRef<HTMLTextAreaElement>(null);
  const shown = query.get('import') ?? undefined;
  const show = (id: string | undefined) => change({ import: id });
  const begin = useMutation<Job, ApiError, { file: string; apply?: number }>({
    mutationFn: ({ file, apply }) => post<Job>(at('configuration/import'), { text: file, apply }),
    onSuccess: (job, { file }) => {
      queries.setQueryData(['jobs', job.id], job);
      void queries.invalidateQueries({ queryKey: ['jobs'], exact: true });
      setSent({ job: job.id, file });
      show(job.id);
    },
  });
  const save = useMutation<void, ApiError>({
    mutationFn: async () => {
      const address = URL.createObjectURL(new Blob([await written()], { type: 'application/json' }));
      Object.assign(document.createElement('a'), { href: address, download: 'signalbox-configuration.json' }).click();
      URL.revokeObjectURL(address);
    },
  });

  // An import that was begun before this page was opened is still somebody's to follow.
  const underWay = useRef(jobs.find((job) => job.kind === 'import' && !isOver(job))?.id);
  useEffect(() => {
    if (underWay.current && !shown) change({ import: underWay.current });
    underWay.current = undefined;
  }, [shown, change]);

  const file = sent?.job === shown && sent?.file === text ? text : undefined;
  return (
    <Panel
      title="Strategies, subscriptions and destinations as a file"
      note="without secrets and connections"
      actions={
        <Permitted need={{ scope: 'admin' }}>
          <Button isBusy={save.isPending} onClick={() => save.mutate()}>
            Save the file
          </Button>
          <CopyButton text={written}>Copy it</CopyButton>
        </Permitted>
      }
    >
      <Permitted need={{ scope: 'admin' }} isNoted>
        <form
          ref={place}
          className={styles.file}
          onSubmit={(event) => {
            event.preventDefault();
            begin.mutate({ file: text });
          }}
        >
          <Field label="File to import" hint="A file saved here or at another installation. Its accounts must exist under the same ids.">
            {(ids) => (
              <input
                {...ids}
                type="file"
                accept="application/json,.json"
                onChange={(event) => {
                  const chosen = event.target.files?.[0];
                  if (chosen) void chosen.text().then(setText);
                }}
              />
            )}
          </Field>
          <Field label="or its text" error={begin.error?.under('file')}>
            {(ids) => <textarea {...ids} ref={area} rows={6} wrap="off" spellCheck={false} value={text} onChange={(event) => setText(event.target.value)} />}
          </Field>
          <div className={form.actions}>
            <Button type="submit" look="primary" isBusy={begin.isPending} disabled={text.trim() === ''}>
              See what it would change
            </Button>
          </div>
        </form>
        <div className={styles.errors}>
          <FormErrors error={save.error ?? begin.error} onLine={(line) => area.current && select(area.current, line)} />
        </div>
        {shown && (
          <ImportOutcome
            key={shown}
            id={shown}
            isBusy={begin.isPending}
            onApply={file === undefined ? undefined : (version) => begin.mutate({ file, apply: version })}
            onLine={file === undefined ? undefined : (line) => area.current && select(area.current, line)}
            onClose={() => show(undefined)}
          />
        )}
      </Permitted>
    </Panel>
  );
}
