{{- define "qoo10-bridge.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{- define "qoo10-bridge.labels" -}}
app.kubernetes.io/name: qoo10-bridge
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
qoo10-bridge/shop: {{ .shop.name }}
{{- end }}

{{- define "qoo10-bridge.security" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
{{- end }}

{{- /* A container of the program: root, shop, name, args. */}}
{{- define "qoo10-bridge.program" -}}
- name: {{ .name }}
  image: {{ include "qoo10-bridge.image" .root | quote }}
  imagePullPolicy: {{ .root.Values.image.pullPolicy }}
  args: {{ .args | toJson }}
  {{- include "qoo10-bridge.security" . | nindent 2 }}
  resources: {{- .root.Values.resources | toYaml | nindent 4 }}
  volumeMounts:
    - {name: config, mountPath: /etc/qoo10-bridge, readOnly: true}
    - {name: state, mountPath: /var/lib/qoo10-bridge}
    - {name: tmp, mountPath: /tmp}
    {{- if .metrics }}
    - {name: metrics, mountPath: /metrics}
    {{- end }}
{{- end }}

{{- define "qoo10-bridge.replicate" -}}
- name: replicate
  image: {{ .root.Values.replication.image | quote }}
  args: [replicate, -once, /var/lib/qoo10-bridge/shop.db, {{ printf "%s/%s" (trimSuffix "/" .root.Values.replication.url) .shop.name | quote }}]
  {{- with .root.Values.replication.secret }}
  envFrom:
    - secretRef: {name: {{ . }}}
  {{- end }}
  {{- include "qoo10-bridge.security" . | nindent 2 }}
  resources: {{- .root.Values.resources | toYaml | nindent 4 }}
  volumeMounts:
    - {name: state, mountPath: /var/lib/qoo10-bridge}
    - {name: tmp, mountPath: /tmp}
{{- end }}

{{- /* A job whose containers run one after the other: root, shop, first (the program's container that exit codes are read of),
containers (YAML of all of them, in their order). Kubernetes runs init containers so; the last one is the pod's own. */}}
{{- define "qoo10-bridge.job" -}}
{{- $containers := .containers | fromYamlArray }}
backoffLimit: 0
activeDeadlineSeconds: {{ .root.Values.activeDeadlineSeconds }}
podFailurePolicy:
  rules:
    # Configuration, safety brake, key: no run ends these by itself. The reason PodFailurePolicy tells them from the rest.
    - action: FailJob
      onExitCodes: {containerName: {{ .first }}, operator: In, values: [2, 5, 6]}
    # A drained node is no failure: another pod does the work.
    - action: Ignore
      onPodConditions:
        - {type: DisruptionTarget, status: "True"}
template:
  metadata:
    labels: {{- include "qoo10-bridge.labels" . | nindent 6 }}
  spec:
    restartPolicy: Never
    automountServiceAccountToken: false
    enableServiceLinks: false
    terminationGracePeriodSeconds: 60
    securityContext:
      runAsNonRoot: true
      runAsUser: 10001
      runAsGroup: 10001
      fsGroup: 10001
      fsGroupChangePolicy: OnRootMismatch
      seccompProfile: {type: RuntimeDefault}
    {{- with .root.Values.imagePullSecrets }}
    imagePullSecrets: {{- toYaml . | nindent 6 }}
    {{- end }}
    {{- if gt (len $containers) 1 }}
    initContainers: {{- initial $containers | toYaml | nindent 6 }}
    {{- end }}
    containers: {{- list (last $containers) | toYaml | nindent 6 }}
    volumes:
      - name: config
        projected:
          defaultMode: 0440
          sources:
            - configMap: {name: {{ .root.Release.Name }}-{{ .shop.name }}}
            {{- with .shop.keySecret }}
            - secret:
                name: {{ . }}
                items:
                  - {key: seller-key.txt, path: seller-key.txt}
            {{- end }}
      - name: state
        persistentVolumeClaim: {claimName: {{ .root.Release.Name }}-{{ .shop.name }}}
      - name: tmp
        emptyDir: {}
      {{- with .root.Values.metrics.volume }}
      - name: metrics
        {{- toYaml . | nindent 8 }}
      {{- end }}
    {{- with .root.Values.nodeSelector }}
    nodeSelector: {{- toYaml . | nindent 6 }}
    {{- end }}
    {{- with .root.Values.tolerations }}
    tolerations: {{- toYaml . | nindent 6 }}
    {{- end }}
    {{- with .root.Values.affinity }}
    affinity: {{- toYaml . | nindent 6 }}
    {{- end }}
{{- end }}
