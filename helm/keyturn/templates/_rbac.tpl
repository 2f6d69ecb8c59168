{{- /* What is done with the resources of one namespace that is watched, or of all. */ -}}
{{- define "keyturn.rules.watched" -}}
- apiGroups: [keyturn.dev]
  resources: [suprsendaccounts]
  verbs: [list, watch]
- apiGroups: [keyturn.dev]
  resources: [suprsendapikeys/status, suprsendworkspacekeys/status, servicetokens/status, suprsendaccounts/status]
  verbs: [update]
- apiGroups: [""]
  resources: [secrets]
  verbs: [get, list, watch, create, update, delete]
- apiGroups: [""]
  resources: [pods]
  verbs: [list]
- apiGroups: [rbac.authorization.k8s.io]
  resources: [roles, rolebindings]
  verbs: [list]
- apiGroups: [""]
  resources: [events]
  verbs: [create]
{{- if .Values.rbac.restartWorkloads }}
{{ include "keyturn.rules.restarts" . }}
{{- end }}
{{- end -}}

{{- /* To restart the workloads whose pods hold an old value: an annotation on the pod template is patched. */ -}}
{{- define "keyturn.rules.restarts" -}}
- apiGroups: [apps]
  resources: [deployments, statefulsets, daemonsets]
  verbs: [get, patch]
- apiGroups: [apps]
  resources: [replicasets]
  verbs: [get]
{{- end -}}

{{- /* What is in no Secret, and is needed to let go of a credential: a namespace that is deleted takes its Roles along before that. */ -}}
{{- define "keyturn.rules.let-go" -}}
- apiGroups: [keyturn.dev]
  resources: [suprsendapikeys, suprsendworkspacekeys, servicetokens]
  verbs: [get, list, watch, patch]
- apiGroups: [""]
  resources: [namespaces]
  verbs: [get]
{{- end -}}

{{- /* Service tokens that cluster accounts work with are published in the operator's own namespace. */ -}}
{{- define "keyturn.rules.own-tokens" -}}
- apiGroups: [keyturn.dev]
  resources: [suprsendaccounts]
  verbs: [list, watch]
- apiGroups: [keyturn.dev]
  resources: [servicetokens/status]
  verbs: [update]
- apiGroups: [""]
  resources: [pods]
  verbs: [list]
- apiGroups: [rbac.authorization.k8s.io]
  resources: [roles, rolebindings]
  verbs: [list]
- apiGroups: [""]
  resources: [events]
  verbs: [create]
{{- if .Values.rbac.restartWorkloads }}
{{ include "keyturn.rules.restarts" . }}
{{- end }}
{{- end -}}

{{- define "keyturn.rules.cluster-accounts" -}}
- apiGroups: [keyturn.dev]
  resources: [clustersuprsendaccounts]
  verbs: [list, watch]
- apiGroups: [rbac.authorization.k8s.io]
  resources: [clusterroles, clusterrolebindings]
  verbs: [list]
- apiGroups: [keyturn.dev]
  resources: [clustersuprsendaccounts/status]
  verbs: [update]
{{- end -}}

{{/* The subjects of every binding. */}}
{{- define "keyturn.subjects" -}}
- kind: ServiceAccount
  name: {{ include "keyturn.serviceAccountName" . }}
  namespace: {{ include "keyturn.namespace" . }}
{{- end -}}
