#!/usr/bin/env bash
# Renders the chart and the kustomize folder, and holds them against Kubernetes' schemas; reads Containerfile, workflows and
# shell scripts with their linters. The tools come from PyPI; nothing is sent anywhere.
set -euo pipefail
cd "$(dirname "$0")/../.."
. deploy/tests/tools.sh
if ! tools kubectl; then
    echo "the tools of deploy/tests/requirements.txt cannot be had here: chart, image file and workflows were not checked"
    exit 0
fi

"$tools/hadolint" Containerfile
"$tools/actionlint" -shellcheck "$tools/shellcheck" .github/workflows/*.yml
"$tools/shellcheck" -S warning -x .ci/run tests/*.sh deploy/*.sh deploy/tests/*.sh deploy/debian/*
"$tools/python" deploy/tests/kubernetes.py "$tools/kubectl"
echo "kubernetes.sh: all is well"
