-- The conditions are in the format of kstatus: Ready, Reconciling and Stalled (the last two only while True), with
-- Degraded for what is wrong behind a good value, and ActionRequired for what a person is asked to do at the provider. The order below is
-- the order of weight: what needs somebody now comes first.
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

-- What was handed in already, and waits for the provider, is not asked for again.
local waits = { ProviderUnavailable = true, ProviderRateLimited = true, ProviderUnusable = true }

-- With what a person is asked to do: who, what, until when and the command to type.
local function asks(condition)
  if not is("ActionRequired", "True") or waits[condition.reason] then
    return says(condition)
  end
  if conditions["ActionRequired"].reason == condition.reason then
    return says(conditions["ActionRequired"])
  end
  return says(condition) .. ". To do: " .. conditions["ActionRequired"].message
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
  hs.message = asks(conditions["Ready"])
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
-- has made, nothing is made or dies until somebody finds out why. What a person is late with is said, and no sync fails for it.
local wrong = is("Degraded", "True") and conditions["Degraded"].reason
if wrong == "ProviderDisagrees" or (wrong == "Overdue" and not is("ActionRequired", "True")) then
  hs.status = "Degraded"
  hs.message = asks(conditions["Degraded"])
  return hs
end

if is("Ready", "False") then
  if is("Reconciling", "True") then
    hs.status = "Progressing"
  else
    hs.status = "Degraded"
  end
  hs.message = asks(conditions["Ready"])
  return hs
end

-- Also while Rotating is True. The published value is good all along, and an overlap takes a day or more: an application
-- that is Progressing for so long would hold up every sync wave behind it. So would what is Degraded behind a good value, and what a
-- person is asked to do, which may take as long as people take: Suspended is waited for as well. They are said.
if is("Ready", "True") then
  hs.status = "Healthy"
  if is("Degraded", "True") then
    hs.message = asks(conditions["Degraded"])
  else
    hs.message = asks(conditions["Ready"])
  end
  return hs
end

hs.status = "Progressing"
hs.message = "Waiting for the operator to look at it"
return hs
