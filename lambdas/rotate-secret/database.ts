/** Where a database listens. */
export interface DatabaseAddress {
  /** Name of the server, which its certificate must have. */
  readonly host: string;
  /** TCP port. */
  readonly port: number;
  /** Database to log in to. */
  readonly database: string;
}

/** Who logs in. */
export interface Login {
  /** Role of the database. */
  readonly username: string;
  /** Its password. */
  readonly password: string;
}

/** A login that succeeded. */
export interface DatabaseSession {
  /**
   * Changes the password of a role that exists.
   * @throws RotationFailure `role-missing`, `database-refused` or `database-unreachable`.
   */
  changePassword(login: Login): Promise<void>;
  /** Ends it. Never throws. */
  end(): Promise<void>;
}

/** A kind of database. */
export interface Database {
  /**
   * Logs in.
   * @throws RotationFailure `login-refused` when the server says so, `database-unreachable` otherwise.
   */
  login(address: DatabaseAddress, login: Login): Promise<DatabaseSession>;
}
