import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ApiError } from './client';

/** A change on the server; what was shown of the named lists is read again. What was typed stays when it is refused. */
export function useChange<TInput, TOutput = unknown>(act: (input: TInput) => Promise<TOutput>, shown: string[], onDone?: (output: TOutput) => void) {
  const queries = useQueryClient();
  return useMutation<TOutput, ApiError, TInput>({
    mutationFn: act,
    onSuccess: async (output) => {
      await Promise.all(shown.map((key) => queries.invalidateQueries({ queryKey: [key] })));
      onDone?.(output);
    },
  });
}
