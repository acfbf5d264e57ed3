import type { Clock } from "../clock";
import { receiptKeptUntil, receiptKey } from "../store/layout";
import type { SingleUseRegister } from "./receipt";

/** A register in memory, with the number of receipts it holds. */
export interface MemoryRegister extends SingleUseRegister {
  /** How many receipts are remembered: those of about the last two minutes. */
  readonly size: number;
}

/** A register for one process alone: local runs, and a callee that is a single task. It forgets when it restarts. */
export function createMemoryRegister({ clock }: { readonly clock: Clock }): MemoryRegister {
  const keptUntil = new Map<string, number>();

  /** Receipts come about in the order of their ends, so what can be forgotten is in front. */
  function forgetExpired(): void {
    const now = clock() / 1000;
    for (const [key, until] of keptUntil) {
      if (!(until <= now)) return;
      keptUntil.delete(key);
    }
  }

  return {
    use({ aud, jti, exp }) {
      forgetExpired();
      const key = receiptKey(aud, jti);
      const isFirst = !keptUntil.has(key);
      if (isFirst) keptUntil.set(key, receiptKeptUntil(exp));
      return Promise.resolve(isFirst);
    },
    get size() {
      return keptUntil.size;
    },
  };
}
