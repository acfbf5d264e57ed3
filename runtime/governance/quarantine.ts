/** Says which services are quarantined. */
export interface QuarantineFlags {
  /**
   * Whether a service is quarantined.
   * @throws when that cannot be known; the caller denies then.
   */
  isQuarantined(service: string): Promise<boolean>;
}
