/** For what asks for a proof of who reads it: it is read when somebody asks for it, and never again by itself. */
export const readOnce = { gcTime: 0, staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false, refetchOnReconnect: false } as const;
