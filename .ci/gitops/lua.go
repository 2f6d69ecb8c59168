package main

import (
	"context"
	"fmt"
	"time"

	lua "github.com/yuin/gopher-lua"
	luajson "layeh.com/gopher-json"
)

// Longer than that Argo CD lets no script run.
const longest = time.Second

// Runs a script with obj as its input and answers with the JSON of what it returns. There is as much of Lua's library as Argo CD gives to
// a script out of argocd-cm: the base, tables, modules, and of os no more than date and time, by require.
func run(source string, object map[string]any) ([]byte, error) {
	l := lua.NewState(lua.Options{SkipOpenLibs: true})
	defer l.Close()
	for _, library := range []struct {
		name string
		open lua.LGFunction
	}{
		{lua.LoadLibName, lua.OpenPackage},
		{lua.BaseLibName, lua.OpenBase},
		{lua.TabLibName, lua.OpenTable},
	} {
		call := lua.P{Fn: l.NewFunction(library.open), NRet: 0, Protect: true}
		if err := l.CallByParam(call, lua.LString(library.name)); err != nil {
			return nil, err
		}
	}
	l.PreloadModule(lua.OsLibName, clock)

	limit, cancel := context.WithTimeout(context.Background(), longest)
	defer cancel()
	l.SetContext(limit)
	l.SetGlobal("obj", toLua(l, object))
	if err := l.DoString(source); err != nil {
		return nil, err
	}
	returned, ok := l.Get(-1).(*lua.LTable)
	if !ok {
		return nil, fmt.Errorf("it returns %s, not a table", l.Get(-1).Type())
	}
	return luajson.Encode(returned)
}

// Of the whole library os, what can do no harm.
func clock(l *lua.LState) int {
	whole := lua.NewState()
	defer whole.Close()
	safe := l.NewTable()
	for _, name := range []string{"date", "time"} {
		function := whole.GetField(whole.GetGlobal(lua.OsLibName), name).(*lua.LFunction)
		safe.RawSetString(name, l.NewFunction(function.GFunction))
	}
	l.Push(safe)
	return 1
}

func toLua(l *lua.LState, value any) lua.LValue {
	switch value := value.(type) {
	case nil:
		return lua.LNil
	case bool:
		return lua.LBool(value)
	case string:
		return lua.LString(value)
	case int64:
		return lua.LNumber(value)
	case float64:
		return lua.LNumber(value)
	case []any:
		list := l.CreateTable(len(value), 0)
		for _, item := range value {
			list.Append(toLua(l, item))
		}
		return list
	case map[string]any:
		table := l.CreateTable(0, len(value))
		for name, item := range value {
			table.RawSetString(name, toLua(l, item))
		}
		return table
	}
	panic(fmt.Sprintf("a manifest has no %T", value))
}
