/** A physical name with the limit AWS puts on it. */
export interface NamedResource {
  /** Configuration path the name comes from, for example `services.orbit`. */
  readonly path: string;
  /** The physical name. */
  readonly name: string;
  /** What is named, in AWS's words, for example `IAM role`. */
  readonly kind: string;
  /** Most characters AWS accepts. */
  readonly maxLength: number;
}
