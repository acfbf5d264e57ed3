import type { SingleUseRegister } from "./receipt";

/**
 * The tier without a register: takes every receipt each time, and writes nothing. Whoever sees a request can send the
 * very same bytes again, from a caller with the same identity, until the receipt ends after at most 30 seconds. What
 * it does not give is single use; the binding to caller, callee and request stays whole.
 */
export const expiryOnlyRegister: SingleUseRegister = { use: () => Promise.resolve(true) };
