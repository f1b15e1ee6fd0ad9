"""Reconciles a case folder: python reconcile.py CASE [--json]"""

import sys

import trueup

try:
    run = trueup.reconcile(sys.argv[1], progress=sys.stderr.isatty())
except trueup.TrueupError as error:
    print(error, file=sys.stderr)
    sys.exit(2)

if "--json" in sys.argv:
    sys.stdout.buffer.write(run.summary_json.encode("utf-8", "surrogateescape"))
else:
    print(run.text.partition("\n")[0])
    for finding in run.findings:
        print(finding["verdict"], [cause["code"] for cause in finding["causes"]], finding["net"])
sys.exit(run.exit_code)
