-- The conditions are in the format of kstatus: Ready, Reconciling and Stalled (the last two only while True), with
-- Degraded for what is wrong behind a good value. The order below is the order of weight: what needs somebody now comes first.
local hs = {}

local conditions = {}
if obj.status ~= nil and obj.status.conditions ~= nil then
  for _, condition in ipairs(obj.status.conditions) do
    conditions[condition.type] = condition
  end
end

local function says(condition)
  if condition.message == nil or condition.message == "" then
    return condition.reason
  end
  return condition.reason .. ": " .. condition.message
end

local function is(type, status)
  return conditions[type] ~= nil and conditions[type].status == status
end

if obj.metadata.deletionTimestamp ~= nil then
  hs.status = "Progressing"
  hs.message = "Waiting for the operator to let it go"
  return hs
end

if obj.status == nil or conditions["Ready"] == nil then
  hs.status = "Progressing"
  hs.message = "Waiting for the operator to look at it"
  return hs
end

if obj.status.observedGeneration ~= obj.metadata.generation then
  hs.status = "Progressing"
  hs.message = "Waiting for the operator to look at the changed spec"
  return hs
end

-- Before suspend, which holds neither of these up: an exposed key dies all the same, and what is stalled stays so.
if conditions["Ready"].reason == "ExposedStillAlive" then
  hs.status = "Degraded"
  hs.message = says(conditions["Ready"])
  return hs
end

if is("Stalled", "True") then
  hs.status = "Degraded"
  hs.message = says(conditions["Stalled"])
  return hs
end

if obj.spec.suspend then
  hs.status = "Suspended"
  hs.message = "Suspended: nothing turns but an exposed key"
  return hs
end

-- An old key that should be dead since long is a risk, however good the new one is; and where the provider refuses what it
-- has made, nothing is made or dies until somebody finds out why.
local wrong = is("Degraded", "True") and conditions["Degraded"].reason
if wrong == "Overdue" or wrong == "ProviderDisagrees" then
  hs.status = "Degraded"
  hs.message = says(conditions["Degraded"])
  return hs
end

if is("Ready", "False") then
  if is("Reconciling", "True") then
    hs.status = "Progressing"
  else
    hs.status = "Degraded"
  end
  hs.message = says(conditions["Ready"])
  return hs
end

-- Also while Rotating is True. The published value is good all along, and an overlap takes a day or more: an application
-- that is Progressing for so long would hold up every sync wave behind it. So does what is Degraded behind a good value: it is said.
if is("Ready", "True") then
  hs.status = "Healthy"
  if is("Degraded", "True") then
    hs.message = says(conditions["Degraded"])
  else
    hs.message = says(conditions["Ready"])
  end
  return hs
end

hs.status = "Progressing"
hs.message = "Waiting for the operator to look at it"
return hs
