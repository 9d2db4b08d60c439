"""Renders the chart with several sets of values, and the kustomize folder; holds every object against the published schemas,
strictly, and against what a shop needs; and sees that a misspelt key in a copy is noticed.

Usage: kubernetes.py KUBECTL
"""

import copy
import pathlib
import subprocess
import sys

import helm_python
import kubernetes_validate
import yaml

DEPLOY = pathlib.Path(__file__).resolve().parent.parent
# The oldest that the chart takes, and the newest that is published.
VERSIONS = ("1.31.0", kubernetes_validate.latest_version())
CONFIG = '[shop]\nname = "{}"\n[qoo10]\nendpoint = "sandbox"\n[state]\npath = "/var/lib/qoo10-bridge/shop.db"\n'


def render_chart(values):
    with helm_python.Chart.load(str(DEPLOY / "helm" / "qoo10-bridge")) as chart:
        manifests = chart.render(values=values, name="qoo10", namespace="shops")
    if isinstance(manifests, dict):
        manifests = "\n---\n".join(text for name, text in manifests.items() if not name.endswith("NOTES.txt"))
    return read_objects(manifests)


def render_kustomize(kubectl, folder):
    return read_objects(subprocess.run([kubectl, "kustomize", str(folder)], check=True, capture_output=True, text=True).stdout)


def read_objects(text):
    return [one for one in yaml.safe_load_all(text) if one]


def check_schemas(objects):
    for one in objects:
        for version in VERSIONS:
            kubernetes_validate.validate(one, version, strict=True)


def is_noticed(objects):
    try:
        check_schemas(objects)
    except kubernetes_validate.ValidationError:
        return True
    return False


def pod_of(job):
    return job["spec"]["jobTemplate"]["spec"]["template"]["spec"]


def check_cron_job(job):
    name, spec = job["metadata"]["name"], job["spec"]
    work, pod = spec["jobTemplate"]["spec"], pod_of(job)
    assert spec["concurrencyPolicy"] == "Forbid" and spec["timeZone"] == "Asia/Tokyo", name
    assert spec["startingDeadlineSeconds"] >= 60 and work["backoffLimit"] == 0, name
    assert work["activeDeadlineSeconds"] > 6 * 600 + 300, name
    containers = pod.get("initContainers", []) + pod["containers"]
    rule = work["podFailurePolicy"]["rules"][0]
    assert rule["action"] == "FailJob" and rule["onExitCodes"]["values"] == [2, 5, 6], name
    assert rule["onExitCodes"]["containerName"] in [one["name"] for one in containers], name
    assert pod["restartPolicy"] == "Never" and pod["automountServiceAccountToken"] is False, name
    security = pod["securityContext"]
    assert security["runAsNonRoot"] and security["runAsUser"] == security["fsGroup"] == 10001, name
    assert security["seccompProfile"] == {"type": "RuntimeDefault"}, name
    for one in containers:
        own = one["securityContext"]
        assert own["readOnlyRootFilesystem"] and own["allowPrivilegeEscalation"] is False, name
        assert own["capabilities"] == {"drop": ["ALL"]}, name
        mounts = {mount["name"] for mount in one["volumeMounts"]}
        assert mounts <= {volume["name"] for volume in pod["volumes"]}, name
    for one in containers:
        if one["name"] not in ("replicate", "metrics"):
            assert one["args"][one["args"].index("--accept") + 1] == "partial,busy", name
    config = next(volume for volume in pod["volumes"] if volume["name"] == "config")["projected"]
    assert config["defaultMode"] == 0o440, name


def check_shops(objects, shops):
    kinds = {}
    for one in objects:
        kinds.setdefault(one["kind"], {})[one["metadata"]["name"]] = one
    for claim in kinds["PersistentVolumeClaim"].values():
        assert claim["spec"]["accessModes"] == ["ReadWriteOncePod"], claim
    for job in kinds["CronJob"].values():
        check_cron_job(job)
        used = [volume["persistentVolumeClaim"]["claimName"] for volume in pod_of(job)["volumes"] if "persistentVolumeClaim" in volume]
        assert len(used) == 1 and used[0] in kinds["PersistentVolumeClaim"], job["metadata"]["name"]
        for volume in pod_of(job)["volumes"]:
            for source in volume.get("projected", {}).get("sources", []):
                assert "configMap" not in source or source["configMap"]["name"] in kinds["ConfigMap"], source
    cycles = [job for job in kinds["CronJob"].values() if any("cycle" in one["args"] for one in every_container(job))]
    assert len(cycles) == len(kinds["PersistentVolumeClaim"]) == len(kinds["ConfigMap"]) == shops, (len(cycles), shops)


def every_container(job):
    pod = pod_of(job)
    return pod.get("initContainers", []) + pod["containers"]


def misspell(objects, change):
    wrong = copy.deepcopy(objects)
    change(next(one for one in wrong if one["kind"] == "CronJob"))
    return wrong


def rename(mapping, key, wrong):
    mapping[wrong] = mapping.pop(key)


MISSPELT = {
    "concurencyPolicy": lambda job: rename(job["spec"], "concurrencyPolicy", "concurencyPolicy"),
    "timezone": lambda job: rename(job["spec"], "timeZone", "timezone"),
    "backofLimit": lambda job: rename(job["spec"]["jobTemplate"]["spec"], "backoffLimit", "backofLimit"),
    "onExitCode": lambda job: rename(
        job["spec"]["jobTemplate"]["spec"]["podFailurePolicy"]["rules"][0], "onExitCodes", "onExitCode"
    ),
    "runAsNonroot": lambda job: rename(pod_of(job)["securityContext"], "runAsNonRoot", "runAsNonroot"),
    "readOnlyRootFileSystem": lambda job: rename(
        pod_of(job)["containers"][0]["securityContext"], "readOnlyRootFilesystem", "readOnlyRootFileSystem"
    ),
    "a text for a number": lambda job: job["spec"].update(startingDeadlineSeconds="300"),
}


def chart_is_refused(values):
    try:
        render_chart(values)
    except helm_python.HelmError:
        return True
    return False


def main(kubectl):
    shops = [{"name": f"shop-{n}", "config": CONFIG.format(n), "keySecret": f"shop-{n}-key"} for n in "abc"]
    shops[1].update(schedule="5-59/10 * * * *", size="5Gi", suspend=True)
    all_on = {
        "shops": shops,
        "metrics": {"volume": {"hostPath": {"path": "/var/lib/node-exporter"}}},
        "replication": {"url": "s3://state/qoo10/", "secret": "s3"},
        "storage": {"className": "fast"},
        "imagePullSecrets": [{"name": "registry"}],
        "nodeSelector": {"kubernetes.io/arch": "amd64"},
        "tolerations": [{"key": "batch", "operator": "Exists"}],
    }
    rendered = {
        "chart, one shop that needs no key": (render_chart({"shops": [{"name": "x", "config": CONFIG.format("x")}]}), 1),
        "chart, three shops": (render_chart({"shops": shops}), 3),
        "chart, everything on": (render_chart(all_on), 3),
        "chart, no daily job": (render_chart({"shops": shops, "daily": {"enabled": False}}), 3),
        "chart, 500 shops": (render_chart({"shops": [{"name": f"s{n}", "config": CONFIG.format(n)} for n in range(500)]}), 500),
        "kustomize": (render_kustomize(kubectl, DEPLOY / "kustomize"), 2),
    }
    for name, (objects, count) in rendered.items():
        # Of 500 shops the first few show the form, all of them the names.
        check_schemas(objects if count < 500 else objects[:8])
        check_shops(objects, count)
        print(f"{name}: {len(objects)} objects")
    names = [one["metadata"]["name"] + one["kind"] for one in rendered["chart, 500 shops"][0]]
    assert len(names) == len(set(names))
    assert render_chart({"shops": []}) == []

    everything = rendered["chart, everything on"][0]
    job = next(one for one in everything if one["kind"] == "CronJob" and one["metadata"]["name"] == "qoo10-shop-a")
    assert [one["name"] for one in every_container(job)] == ["cycle", "replicate", "metrics"]
    for source in ("chart, three shops", "kustomize"):
        for name, change in MISSPELT.items():
            assert is_noticed(misspell(rendered[source][0], change)), f"{source}: {name} passes"
    wrong_values = [
        {"shops": [{"name": "x", "config": "…", "schedul": "* * * * *"}]},
        {"shops": [{"name": "x"}]},
        {"shops": [{"name": "Shop_1", "config": "…"}]},
        {"shops": [{"name": "x", "config": "…"}] * 2},
        {"shop": []},
        {"shops": [], "activeDeadlineSecond": 1},
    ]
    for values in wrong_values:
        assert chart_is_refused(values), f"the chart takes {values}"
    print(f"a misspelt key is noticed in {2 * len(MISSPELT)} copies and in {len(wrong_values)} sets of values")


main(sys.argv[1])
