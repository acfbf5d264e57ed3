/** Something that happened. */
export interface Moment {
  /** When, in milliseconds since the epoch. */
  readonly at: number;
  /** Who or which step. */
  readonly step: string;
  /** What. */
  readonly action: string;
  /** What became of it. */
  readonly outcome: string;
}

/** What happened, in order. */
export interface Timeline {
  /** Notes something that happens now, unless another time is given. */
  add(moment: Omit<Moment, "at"> & { readonly at?: number }): void;
  /** Everything, by time. */
  moments(): readonly Moment[];
}

/** Nothing has happened. */
export function makeTimeline(): Timeline {
  const noted: Moment[] = [];
  return {
    add({ at = Date.now(), ...moment }) {
      noted.push({ ...moment, at });
    },
    moments: () => noted.toSorted((one, other) => one.at - other.at),
  };
}
