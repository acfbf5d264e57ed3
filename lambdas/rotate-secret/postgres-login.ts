import type { Database, DatabaseAddress, DatabaseSession, Login } from "./database";
import { RotationFailure } from "./failure";

/** Length of passwords, in letters and digits: more entropy than the 256 bits of SCRAM-SHA-256. */
export const passwordLength = 48;

/** Logs in as the first that the server takes; undefined when it refuses each. */
export async function firstLogin(
  database: Database,
  address: DatabaseAddress,
  logins: readonly Login[],
): Promise<DatabaseSession | undefined> {
  for (const login of logins) {
    try {
      return await database.login(address, login);
    } catch (error) {
      if (!(error instanceof RotationFailure) || error.reason !== "login-refused") throw error;
    }
  }
  return undefined;
}

/** Logs in and out again. */
export async function tryLogin(
  database: Database,
  address: DatabaseAddress,
  login: Login,
): Promise<void> {
  const session = await database.login(address, login);
  await session.end();
}

/** Whether the server takes a login. */
export async function isTaken(
  database: Database,
  address: DatabaseAddress,
  login: Login,
): Promise<boolean> {
  const session = await firstLogin(database, address, [login]);
  await session?.end();
  return session !== undefined;
}

/** Changes a password in a session, and ends it whatever happens. */
export async function changeAndEnd(session: DatabaseSession, login: Login): Promise<void> {
  try {
    await session.changePassword(login);
  } finally {
    await session.end();
  }
}
