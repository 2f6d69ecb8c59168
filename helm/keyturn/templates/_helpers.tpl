{{- define "keyturn.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 52 | trimSuffix "-" -}}
{{- end -}}

{{/*
At most 52 characters: what is made of it, such as a pod's name, must fit where 63 are allowed. Without dots, which a release may have in its
name and a Service may not.
*/}}
{{- define "keyturn.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | replace "." "-" | trunc 52 | trimSuffix "-" -}}
{{- else -}}
{{- $name := include "keyturn.name" . -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | replace "." "-" | trunc 52 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | replace "." "-" | trunc 52 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "keyturn.namespace" -}}
{{- default .Release.Namespace .Values.namespaceOverride -}}
{{- end -}}

{{- define "keyturn.keyringNamespace" -}}
{{- default (include "keyturn.namespace" .) .Values.keyring.namespace -}}
{{- end -}}

{{/* Of what is cluster-wide or in other namespaces: two releases in two namespaces may have one name. */}}
{{- define "keyturn.clusterName" -}}
{{- printf "%s:%s" (include "keyturn.namespace" .) (include "keyturn.fullname" .) -}}
{{- end -}}

{{- define "keyturn.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "keyturn.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "keyturn.image" -}}
{{- $repository := .Values.image.repository -}}
{{- if .Values.image.registry -}}{{- $repository = printf "%s/%s" (.Values.image.registry | trimSuffix "/") $repository -}}{{- end -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" $repository .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" $repository (default .Chart.AppVersion .Values.image.tag) -}}
{{- end -}}
{{- end -}}

{{- define "keyturn.selectorLabels" -}}
app.kubernetes.io/name: {{ include "keyturn.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: operator
{{- end -}}

{{- define "keyturn.labels" -}}
{{- $labels := dict
      "app.kubernetes.io/version" (.Chart.AppVersion | toString)
      "app.kubernetes.io/part-of" "keyturn"
      "app.kubernetes.io/managed-by" .Release.Service
      "helm.sh/chart" (printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_") -}}
{{- toYaml (mergeOverwrite $labels .Values.commonLabels (include "keyturn.selectorLabels" . | fromYaml)) -}}
{{- end -}}

{{/* metadata of an object: (list $ name namespace labels annotations), the last three may be empty. */}}
{{- define "keyturn.metadata" -}}
{{- $root := index . 0 -}}
name: {{ index . 1 }}
{{- with index . 2 }}
namespace: {{ . }}
{{- end }}
labels:
  {{- mergeOverwrite (include "keyturn.labels" $root | fromYaml) (deepCopy (default dict (index . 3))) (include "keyturn.selectorLabels" $root | fromYaml) | toYaml | nindent 2 }}
{{- with mergeOverwrite (deepCopy $root.Values.commonAnnotations) (deepCopy (default dict (index . 4))) }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* The file of the operator's configuration. */}}
{{- define "keyturn.config" -}}
{{- $config := omit (deepCopy .Values.config) "installation" "endpoints" "rotation" -}}
{{- range $name := list "installation" "endpoints" "rotation" -}}
{{- with index $.Values.config $name -}}{{- $_ := set $config $name . -}}{{- end -}}
{{- end -}}
{{- with .Values.keyring.namespace -}}{{- $_ := set $config "keyringNamespace" . -}}{{- end -}}
{{- with .Values.watch.namespaces -}}{{- $_ := set $config "watchNamespaces" . -}}{{- end -}}
{{- if or .Values.rbac.scoped (not .Values.processClusterAccounts) -}}{{- $_ := set $config "clusterAccounts" false -}}{{- end -}}
{{- if not .Values.rbac.restartWorkloads -}}{{- $_ := set $config "restartWorkloads" false -}}{{- end -}}
{{- $_ := set $config "maxConcurrentReconciles" .Values.controller.maxConcurrentReconciles -}}
{{- $_ := set $config "leaderElection" .Values.leaderElection -}}
{{- $_ := set $config "log" .Values.log -}}
{{- toYaml $config -}}
{{- end -}}

{{/* What a PodMonitor and a ServiceMonitor say in the same words. */}}
{{- define "keyturn.endpoint" -}}
port: http
path: /metrics
{{- with .interval }}
interval: {{ . }}
{{- end }}
{{- with .scrapeTimeout }}
scrapeTimeout: {{ . }}
{{- end }}
honorLabels: {{ .honorLabels }}
{{- with .relabelings }}
relabelings:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .metricRelabelings }}
metricRelabelings:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* Answers with a text where a monitor is to be rendered: (list $ values kind). */}}
{{- define "keyturn.monitored" -}}
{{- $root := index . 0 -}}{{- $values := index . 1 -}}{{- $kind := index . 2 -}}
{{- if $values.enabled -}}
{{- if or (eq $values.renderMode "alwaysRender") ($root.Capabilities.APIVersions.Has (printf "monitoring.coreos.com/v1/%s" $kind)) -}}
yes
{{- else if eq $values.renderMode "failIfMissing" -}}
{{- fail (printf "the cluster has no %s (monitoring.coreos.com/v1): install the Prometheus operator, or set renderMode to skipIfMissing" $kind) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* A probe as given. Helm merges maps, so `httpGet` of the defaults is still there beside a handler that somebody gave: that one wins. */}}
{{- define "keyturn.probe" -}}
{{- $probe := . -}}
{{- if or .exec .grpc .tcpSocket -}}{{- $probe = omit . "httpGet" -}}{{- end -}}
{{- toYaml $probe -}}
{{- end -}}

{{/* A duration of the configuration in seconds. */}}
{{- define "keyturn.seconds" -}}
{{- $units := dict "s" 1 "m" 60 "h" 3600 "d" 86400 "w" 604800 "y" 31536000 -}}
{{- mul (regexFind "^[0-9]+" . | int64) (index $units (regexFind "[smhdwy]$" .)) -}}
{{- end -}}

{{/* The port of a URL. */}}
{{- define "keyturn.port" -}}
{{- $port := regexFind ":[0-9]+$" (get (urlParse .) "host") | trimPrefix ":" -}}
{{- default (ternary "80" "443" (hasPrefix "http://" .)) $port -}}
{{- end -}}

{{/* A quantity of memory as a number; what it is exactly is the API server's to say, this is to compare two. */}}
{{- define "keyturn.bytes" -}}
{{- $text := toString . -}}
{{- $number := regexFind "^[0-9.]+" $text | float64 -}}
{{- $unit := regexReplaceAll "^[0-9.]+" $text "" -}}
{{- $factors := dict "" 1.0 "k" 1e3 "M" 1e6 "G" 1e9 "T" 1e12 "Ki" 1024.0 "Mi" 1048576.0 "Gi" 1073741824.0 "Ti" 1099511627776.0 -}}
{{- mulf $number (get $factors $unit | default 1.0) -}}
{{- end -}}
