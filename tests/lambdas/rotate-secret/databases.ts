import type { Database, DatabaseAddress, Login } from "../../../lambdas/rotate-secret/database";
import { RotationFailure } from "../../../lambdas/rotate-secret/failure";
import type { Faults, Refusals } from "./faults";

/** A database in memory: roles, their passwords, and one role that may change each. */
export class MemoryDatabase implements Database {
  /** Passwords by role. */
  readonly roles: Map<string, string>;
  /** Changes that were made, by role. */
  readonly changed: string[] = [];
  /** Addresses that were asked. */
  readonly asked: DatabaseAddress[] = [];
  /** Who was tried, in order. */
  readonly tried: string[] = [];
  /** Sessions that were not ended. */
  open = 0;
  /** Role that may change the passwords of others. */
  administrator = "administrator";

  /** @param roles passwords by role. */
  constructor(roles: Readonly<Record<string, string>>) {
    this.roles = new Map(Object.entries(roles));
  }

  login(address: DatabaseAddress, { username, password }: Login) {
    this.asked.push(address);
    this.tried.push(`${username} ${password}`);
    if (this.roles.get(username) !== password) {
      return Promise.reject(new RotationFailure("login-refused"));
    }
    this.open += 1;
    return Promise.resolve({
      changePassword: (login: Login) => this.#change(username, login),
      end: () => {
        this.open -= 1;
        return Promise.resolve();
      },
    });
  }

  #change(by: string, { username, password }: Login): Promise<void> {
    if (!this.roles.has(username)) return Promise.reject(new RotationFailure("role-missing"));
    if (by !== username && by !== this.administrator) {
      return Promise.reject(new RotationFailure("database-refused"));
    }
    this.roles.set(username, password);
    this.changed.push(username);
    return Promise.resolve();
  }
}

const unreachable: Refusals = {
  lostReply: () => new RotationFailure("database-unreachable"),
  throttled: () => new RotationFailure("database-unreachable"),
};

/** A database whose calls can go wrong. */
export function faultyDatabase(database: Database, faults: () => Faults): Database {
  return {
    async login(address, login) {
      const session = await faults().run(() => database.login(address, login), unreachable);
      return {
        changePassword: (changed) =>
          faults().run(() => session.changePassword(changed), unreachable),
        // The server ends the session of a client that died.
        end: () => session.end(),
      };
    },
  };
}
