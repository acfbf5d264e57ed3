import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { InstallError, installMoto, isMotoInstalled } from "../../../tools/moto/install";

/** A stand-in for Python that makes a virtual environment whose pip does what it is told. */
const python = (pip: string) => `#!/bin/sh
mkdir -p "$3/bin"
cat > "$3/bin/python" <<'EOF'
#!/bin/sh
${pip}
EOF
chmod +x "$3/bin/python"
`;

describe("the installation of moto", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "moto-install-"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function program(text: string): string {
    const file = path.join(folder, "python3");
    writeFileSync(file, text);
    chmodSync(file, 0o755);
    return file;
  }

  const options = (text: string) => ({
    folder: path.join(folder, "moto"),
    python: program(text),
  });

  it("says what to install where Python is missing", () => {
    assert.throws(
      () => installMoto({ folder: path.join(folder, "moto"), python: "no-such-python" }),
      (error) => error instanceof InstallError && /no-such-python.*venv/s.test(error.message),
    );
  });

  it("says what pip said, and does not count as installed then", () => {
    const failing = options(python('echo "no index" >&2; exit 1'));
    assert.throws(
      () => installMoto(failing),
      (error) => error instanceof InstallError && /no index.*PIP_INDEX_URL/s.test(error.message),
    );
    assert.equal(isMotoInstalled(failing.folder), false);
  });

  it("installs by hash, once", () => {
    const working = options(
      python('echo "$@" > "$(dirname "$0")/arguments"; touch "$(dirname "$0")/moto_server"'),
    );
    assert.equal(installMoto(working), true);
    assert.equal(isMotoInstalled(working.folder), true);
    const told = readFileSync(path.join(working.folder, "bin/arguments"), "utf8");
    assert.match(told, /--require-hashes --requirement \S+requirements\.txt/);
    assert.equal(installMoto({ ...working, python: "no-such-python" }), false);
  });

  it("installs again when what is pinned has changed", () => {
    const working = options(python('touch "$(dirname "$0")/moto_server"'));
    installMoto(working);
    writeFileSync(path.join(working.folder, "installed"), "another");
    assert.equal(isMotoInstalled(working.folder), false);
    assert.equal(installMoto(working), true);
  });
});
